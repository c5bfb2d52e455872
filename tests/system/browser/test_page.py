"""The chat page in a real browser, talking with the real server."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.system.process import BotProcess

ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PHONE = {"width": 360, "height": 740}
ANSWERS = ".row.bot:not(:has(.dots))"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "the browser tests need Debian's chromium (make browser)"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=ARGS)
        yield browser
        await browser.close()


@pytest.fixture
def bot(tmp_path: Path) -> BotProcess:
    return BotProcess(tmp_path)


async def opened(browser: Browser, bot: BotProcess) -> Page:
    page = await browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
    await page.goto(bot.url)
    await expect(page.locator(".chips button")).to_have_count(3)
    return page


async def say(page: Page, text: str) -> str:
    """Type and press Enter; the answer's text."""
    before = await page.locator(ANSWERS).count()
    await page.fill("#text", text)
    await page.press("#text", "Enter")
    answer = page.locator(ANSWERS).nth(before)
    await answer.wait_for()
    return await answer.inner_text()


async def test_a_resident_enrols_on_the_page_and_a_reload_goes_on(browser: Browser, bot: BotProcess) -> None:
    with bot:
        page = await opened(browser, bot)
        assert "小塘" in await page.inner_text("#name")
        assert "哪个" in await say(page, "给我妈报家政，电话13812345678")
        await page.click(".chips button:has-text('周六上午班')")
        await expect(page.locator(ANSWERS).last).to_contain_text("叫什么名字")
        await page.reload()
        await expect(page.locator(ANSWERS).last).to_contain_text("叫什么名字")
        assert "都对吗" in await say(page, "张秀英")
        assert "报好了" in await say(page, "1")
        assert await page.locator(".row.me").count() == 4


async def test_the_page_comes_back_after_the_server_was_killed(browser: Browser, bot: BotProcess) -> None:
    with bot:
        page = await opened(browser, bot)
        await say(page, "我想报家政")
        bot.kill()
        await expect(page.locator("#banner")).to_be_visible()
        await page.fill("#text", "周六的")
        await page.press("#text", "Enter")
        await expect(page.locator(".state")).to_contain_text("没发出去")
        bot.start()
        await expect(page.locator(ANSWERS).last).to_contain_text("叫什么名字", timeout=40_000)
        await expect(page.locator("#banner")).to_be_hidden()
        await expect(page.locator(".state")).to_have_count(0)
        assert await page.locator(".row.me").count() == 2


async def test_an_emergency_stands_out_and_can_be_called(browser: Browser, bot: BotProcess) -> None:
    with bot:
        page = await opened(browser, bot)
        await say(page, "我家着火了")
        alarm = page.locator('.row.urgent[role="alert"]')
        link = alarm.locator('a[href="tel:119"]')
        await expect(link.first).to_be_in_viewport()
        await expect(page.locator(".chips")).to_have_count(0)


async def test_what_a_resident_writes_stays_text(browser: Browser, bot: BotProcess) -> None:
    with bot:
        page = await opened(browser, bot)
        evil = "<img src=x onerror=document.title='gone'><script>document.title='gone'</script>"
        await say(page, evil)
        await page.reload()
        await expect(page.locator(".row.me .bubble").first).to_contain_text("<img src=x")
        assert "gone" not in await page.title()
        assert await page.locator(".bubble img").count() == 0


async def test_narrow_large_and_by_keyboard(browser: Browser, bot: BotProcess) -> None:
    with bot:
        page = await opened(browser, bot)
        for large in (False, True):
            if large:
                await page.click("#large")
            assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        assert await page.get_attribute("#large", "aria-pressed") == "true"
        await page.reload()
        assert await page.get_attribute("#large", "aria-pressed") == "true"
        await expect(page.locator(".chips button")).to_have_count(3)
        for button in await page.locator(".chips button, #send, #large, .starters button").all():
            box = await button.bounding_box()
            assert box is not None
            assert box["height"] >= 44
        await page.focus("#log")
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.closest('.chips') !== null")
        await page.keyboard.press("Enter")
        await expect(page.locator(".row.me")).to_have_count(1)
        await expect(page.get_by_role("log", name="聊天记录")).to_be_visible()
        await expect(page.get_by_role("textbox", name="想说的话")).to_be_visible()
