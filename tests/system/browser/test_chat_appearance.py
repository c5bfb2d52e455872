"""How the chat page looks: large print, narrow and wide, light and dark."""

from typing import Literal

import pytest
from playwright.async_api import Page, expect

from bot.common.message import Choice, Reply
from tests.system.browser.scripted import PHONE, Site, chips, say

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_large_print_scales_everything_and_stays(page: Page, site: Site) -> None:
    site.script.when("报名", Reply("哪一班？" * 20 + "x" * 90, chips("周六上午班，" * 8, "y" * 60)))
    await say(page, "报名")
    shown = (
        ".bubble",
        ".time",
        ".chips button",
        "#starters button",
        "#text",
        "#send",
        "#name",
        "#large span",
    )
    size = "node => parseFloat(getComputedStyle(node).fontSize)"
    before = [await page.locator(name).last.evaluate(size) for name in shown]
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE
    await page.click("#large")
    after = [await page.locator(name).last.evaluate(size) for name in shown]
    assert all(1.2 < large / small < 1.4 for large, small in zip(after, before, strict=True))
    await page.reload()
    await expect(page.get_by_role("button", name="大字", pressed=True)).to_be_visible()
    await expect(page.locator(".chips")).to_be_visible()
    assert [await page.locator(name).last.evaluate(size) for name in shown] == after
    for name in ("html", "#log", ".phone"):
        overflow = await page.locator(name).evaluate("node => node.scrollWidth - node.clientWidth")
        assert overflow <= 0, name


async def test_the_reply_box_keeps_to_one_line_on_the_narrowest_phone(page: Page) -> None:
    await page.set_viewport_size({"width": 320, "height": 568})
    await page.click("#large")
    box, button = await page.locator("#text").bounding_box(), await page.locator("#send").bounding_box()
    assert box is not None
    assert button is not None
    assert abs(box["height"] - button["height"]) <= 8


async def test_it_is_dark_where_the_phone_is(page: Page) -> None:
    back = "getComputedStyle(document.querySelector('.phone')).backgroundColor"
    assert await page.evaluate(back) == "rgb(237, 237, 237)"
    await page.emulate_media(color_scheme="dark")
    assert await page.evaluate(back) == "rgb(17, 17, 17)"


async def test_a_desktop_shows_a_phone(page: Page) -> None:
    await page.set_viewport_size({"width": 1280, "height": 800})
    box = await page.locator(".phone").bounding_box()
    assert box is not None
    assert box["width"] <= 480
    assert abs(box["x"] + box["width"] / 2 - 640) <= 1


CONTRAST = """(name) => {
  const node = [...document.querySelectorAll(name)].pop();
  const parse = (css) => css.match(/[\\d.]+/g).map(Number);
  const light = (css) => parse(css).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
  let back = node;
  while (back && (parse(getComputedStyle(back).backgroundColor)[3] ?? 1) === 0) back = back.parentElement;
  const [one, two] = [light(getComputedStyle(node).color), light(getComputedStyle(back).backgroundColor)];
  return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_has_contrast(page: Page, site: Site, scheme: Literal["light", "dark"]) -> None:
    await page.emulate_media(color_scheme=scheme)
    site.script.when("快", Reply("打119", urgent=True))
    site.script.when("报名", Reply("打13812345678", chips("一")))
    await say(page, "快")
    await say(page, "报名")
    names = [
        "#name", "#large span", ".time", ".bot .bubble", ".me .bubble", ".urgent .bubble a", ".row:not(.urgent) a",
        ".chips b", ".chips span", "#starters button", "#text", "#send",
    ]  # fmt: skip
    ratios = {name: await page.evaluate(CONTRAST, name) for name in names}
    await page.click("#large")
    ratios["#large pressed"] = await page.evaluate(CONTRAST, "#large span")
    await site.stop()
    await expect(page.locator("#banner")).to_be_visible()
    await page.fill("#text", "在吗")
    await page.press("#text", "Enter")
    await expect(page.locator("button.state")).to_be_visible()
    ratios |= {name: await page.evaluate(CONTRAST, name) for name in ("#banner", "button.state")}
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


async def test_a_list_is_cards(page: Page, site: Site) -> None:
    family = Choice("家政服务员", detail="做饭、保洁、看护\n12月5日起 · 免费")
    site.script.when("有哪些课", Reply("技能课：", (family, Choice("看看别的"))))
    await say(page, "有哪些课")
    card = page.locator(".chips button.card")
    await expect(card).to_have_count(1)
    await expect(card.locator("small")).to_have_text("做饭、保洁、看护\n12月5日起 · 免费")
    await page.reload()
    await expect(page.locator(".chips button.card small")).to_be_visible()
    await card.click()
    await expect(page.locator(".row.me").last).to_contain_text("家政服务员")
