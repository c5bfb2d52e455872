"""The chat page by keyboard, with a screen reader, and by thumb."""

import pytest
from playwright.async_api import Page, expect

from bot.common.message import Reply
from tests.system.browser.scripted import ANSWERS, ME, Site, chips, say

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("large", [False, True])
async def test_every_button_can_be_hit_by_a_thumb(page: Page, site: Site, large: bool) -> None:
    if large:
        await page.click("#large")
    site.script.when("报名", Reply("哪一班？", chips("一", "二")))
    await say(page, "报名")
    for button in await page.locator("button").all():
        box = await button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44


async def test_by_keyboard_alone(page: Page, site: Site) -> None:
    site.script.when("报名", Reply("哪一班？", chips("周六班", "周日班")))
    await page.focus("#text")
    await page.keyboard.type("报名")
    await page.keyboard.press("Enter")
    await expect(page.locator(".chips button")).to_have_count(2)
    await page.focus("#log")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Tab")
    focused = page.locator(":focus")
    await expect(focused).to_have_text("2周日班")
    assert await focused.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    await page.keyboard.press("Enter")
    await expect(page.locator(ANSWERS).last).to_contain_text("听到：周日班")
    await expect(page.locator("#text")).to_be_focused()
    await page.keyboard.type("第一行")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("第二行")
    await page.keyboard.press("Enter")
    await expect(page.locator(ANSWERS).last).to_contain_text("第二行")
    assert site.script.heard[-1].text == "第一行\n第二行"


@pytest.mark.parametrize("how", ["isComposing: true", "keyCode: 229"])
async def test_enter_belongs_to_the_input_method_while_it_composes(page: Page, site: Site, how: str) -> None:
    await page.fill("#text", "jia zheng")
    event = f"new KeyboardEvent('keydown', {{key: 'Enter', bubbles: true, cancelable: true, {how}}})"
    assert await page.evaluate(f"document.getElementById('text').dispatchEvent({event})")
    await expect(page.locator("#text")).to_have_value("jia zheng")
    assert await page.locator(ME).count() == 0


async def test_every_part_has_a_name(page: Page, site: Site) -> None:
    await say(page, "你好")
    await expect(page.get_by_role("heading", name="小塘 · 高河塘社区")).to_be_visible()
    await expect(page.get_by_role("log", name="聊天记录")).to_have_attribute("aria-live", "polite")
    await expect(page.get_by_role("textbox", name="想说的话")).to_be_visible()
    await expect(page.get_by_role("button", name="发送", exact=True)).to_be_visible()
    await expect(page.get_by_role("button", name="大字", pressed=False)).to_be_visible()
    await expect(page.get_by_role("navigation", name="常用").get_by_role("button")).to_have_count(3)
    assert await page.evaluate("document.documentElement.lang") == "zh-CN"


async def test_without_motion_for_who_wants_none(page: Page, site: Site) -> None:
    await page.emulate_media(reduced_motion="reduce")
    site.script.gate.clear()
    await page.fill("#text", "你好")
    await page.click("#send")
    dot = page.locator(".dots i").first
    await expect(dot).to_be_visible()
    assert await dot.evaluate("node => getComputedStyle(node).animationName") == "none"
    site.script.gate.set()
