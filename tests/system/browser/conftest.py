"""One browser for all of the page's tests (starting it takes longer than a test); a site and a page for each."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Page
from redis.asyncio import Redis

from tests.system.browser.scripted import PHONE, Site, chromium, opened, serving


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def site(valkey_url: str) -> AsyncIterator[Site]:
    async with Redis.from_url(valkey_url) as redis:
        await redis.flushall()
        async with serving(redis) as site:
            yield site


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, site: Site) -> AsyncIterator[Page]:
    """The page on a narrow phone; a script error or a blocked resource fails the test."""
    context = await browser.new_context(viewport={"width": PHONE, "height": 740})
    page = await context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    yield await opened(page, site)
    await context.close()
    assert wrong == []
