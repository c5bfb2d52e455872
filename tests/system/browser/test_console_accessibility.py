"""The console on an old PC and on a phone: no serious finding of axe, nothing cut off, everything reachable by keyboard."""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page, expect

from bot.common.cipher import Cipher, new_key
from bot.common.clock import china_now
from tests.databases import opened
from tests.system.browser.scripted import chromium
from tests.system.browser.test_staff_day import PASSWORD, sign_in
from tests.system.console_crowd import enrol, furnish
from tests.system.process import ROOT, BotProcess

PAGES = ("", "inbox", "sending", "review", "try?text=我想报家政", "content", "content/edit?file=knowledge/courses.yaml",
         "content/form?file=knowledge/courses.yaml", "content/form?file=knowledge/courses.yaml&section=courses&index=0",
         "report", "enrolments/list", "tickets/list", "enrolments/detail?pk=1")  # fmt: skip
OURS = PAGES[:10]
# What starlette-admin's own frame has, and what is not ours to mend.
FRAME = {
    "region",
    "landmark-one-main",
    "page-has-heading-one",
    "heading-order",
    "landmark-unique",
    "empty-table-header",
}


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotProcess]:
    """One console for all of these tests."""
    folder, key = tmp_path_factory.mktemp("console"), new_key()
    console = BotProcess(folder, command="console", CONSOLE_SECRET="s" * 40, SEMANTICS="false", DATA_KEYS=key)
    asyncio.run(furnished(folder, key))
    subprocess.run(
        [sys.executable, "-m", "bot", "staff", "add", "王芳", "--role", "manager"],
        cwd=ROOT, env=console.environment, input=f"{PASSWORD}\n", text=True, check=True, capture_output=True,
    )  # fmt: skip
    with console:
        yield console


async def furnished(folder: Path, key: str) -> None:
    """Pages with nothing on them would have nothing to be cut off."""
    async with opened(f"sqlite+aiosqlite:///{folder / 'bot.db'}", Cipher(key)) as database:
        await enrol(database, 60, china_now())
        await furnish(database, china_now())


async def wrong_on(page: Page) -> list[str]:
    violations = await Axe().run(page)
    return [
        f"{violation['id']}: {violation['nodes'][0]['html'][:200]}"
        for violation in violations.response["violations"]
        if violation["impact"] in ("serious", "critical") and violation["id"] not in FRAME
    ]


@pytest.mark.timeout(240)
async def test_axe_and_the_width_of_a_phone(console: BotProcess) -> None:
    wrong: dict[str, object] = {}
    refused: list[str] = []
    root = f"{console.url}/console"
    async with chromium() as browser:
        page = await sign_in(browser, root)
        page.on(
            "console",
            lambda message: refused.append(message.text) if "Content Security" in message.text else None,
        )
        for width in (1280, 390):
            await page.set_viewport_size({"width": width, "height": 900})
            for path in PAGES:
                response = await page.goto(f"{root}/{path}")
                assert response is not None
                assert response.status == 200, path
                if path in OURS and (violations := await wrong_on(page)):
                    wrong[f"{path} {width}"] = violations
                over = await page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth"
                )
                if over > 0:
                    wrong[f"{path} {width} over"] = over
    assert wrong == {}
    assert refused == []


async def test_charts_are_drawn_from_our_own_files_and_stand_as_tables_too(console: BotProcess) -> None:
    asked: list[str] = []
    async with chromium() as browser:
        page = await sign_in(browser, f"{console.url}/console")
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(f"{console.url}/console/")
        assert await page.locator("figure.chart canvas").count() == 4
        assert await page.evaluate("Chart.getChart(document.querySelector('canvas')).data.labels.length") > 1
        await page.locator("figure.chart summary").first.click()
        assert "没听懂的" in await page.locator("figure.chart table").first.inner_text()
    assert [url for url in asked if not url.startswith((console.url, "data:"))] == []


async def test_what_was_typed_is_there_after_the_session_ended(console: BotProcess) -> None:
    root = f"{console.url}/console"
    async with chromium() as browser:
        page = await sign_in(browser, root)
        await page.goto(f"{root}/enrolments/detail?pk=1")
        await page.fill("#remark", "腿脚不便，安排一楼")
        cookies = await page.context.cookies()
        await page.context.clear_cookies(name="console")
        # Who signs in is quicker than the script.
        await page.route("**/frame.js*", lambda route: route.abort())
        await page.get_by_role("button", name="记下").click()
        assert "login" in page.url, cookies
        await page.wait_for_load_state()
        await page.unroute("**/frame.js*")
        await page.fill("[name=username]", "王芳")
        await page.fill("[name=password]", PASSWORD)
        await page.click("button[type=submit]")
        await expect(page.locator("#remark")).to_have_value("腿脚不便，安排一楼")
        await page.get_by_role("button", name="记下").click()
        await expect(page.get_by_text("腿脚不便，安排一楼")).to_be_visible()


async def test_the_keyboard_alone_answers_and_sends(console: BotProcess) -> None:
    root = f"{console.url}/console"
    async with chromium() as browser:
        page = await sign_in(browser, root)
        await page.goto(f"{root}/try")
        await page.keyboard.type("我想报家政")
        await page.keyboard.press("Enter")
        await page.wait_for_url("**/try?text=*")
        assert "training.enrol" in await page.inner_text("body")
        await page.goto(f"{root}/sending")
        reached = set()
        for _ in range(60):
            await page.keyboard.press("Tab")
            reached.add(await page.evaluate("document.activeElement.textContent.trim().slice(0, 8)"))
        assert {"收进官方预警", "先看看"} <= reached
