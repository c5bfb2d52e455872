"""A resident on the chat page talks with the real server; nothing is simulated."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.system.browser.scripted import chromium
from tests.system.process import BotProcess

ANSWERS = ".row.bot:not(.typing)"


@pytest.fixture
def bot(tmp_path: Path) -> BotProcess:
    return BotProcess(tmp_path)


async def say(page: Page, text: str, answer: str) -> None:
    """Type and press Enter; what the answer must hold."""
    await page.fill("#text", text)
    await page.press("#text", "Enter")
    await expect(page.locator(ANSWERS).last).to_contain_text(answer)


async def test_a_resident_enrols_over_a_reload_and_a_crash(bot: BotProcess) -> None:
    with bot:
        async with chromium() as browser:
            page = await browser.new_page(viewport={"width": 360, "height": 740})
            await page.goto(bot.url)
            await expect(page.locator("#name")).to_contain_text("小塘")
            await say(page, "给我妈报家政，电话13812345678", "哪个")
            await page.click(".chips button:has-text('周六上午班')")
            await expect(page.locator(ANSWERS).last).to_contain_text("叫什么名字")
            await page.reload()
            await expect(page.locator(ANSWERS).last).to_contain_text("叫什么名字")
            bot.kill()
            await expect(page.locator("#banner")).to_be_visible()
            await page.fill("#text", "张秀英")
            await page.press("#text", "Enter")
            await expect(page.locator("button.state")).to_be_visible()
            bot.start()
            await expect(page.locator(ANSWERS).last).to_contain_text("都对吗")
            await say(page, "1", "报好了")
            await expect(page.locator(".row.me")).to_have_count(4)
            await say(page, "我家着火了", "119")
            link = page.locator('.row.urgent[role="alert"] a[href="tel:119"]')
            await expect(link.first).to_be_in_viewport()
