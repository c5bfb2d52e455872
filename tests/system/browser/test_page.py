"""The chat page in a real browser: the real channel on a real Valkey, with answers that the test writes."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect
from redis.asyncio import Redis

from bot.message import Reply
from tests.system.browser.scripted import GREETING, STARTERS, Site, chips, chromium, opened, serving

PHONE = 360
ANSWERS = ".row.bot:not(.typing)"
ME = ".row.me"


# One browser for all: starting it takes longer than a test.
pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def site(valkey_url: str) -> AsyncIterator[Site]:
    async with Redis.from_url(valkey_url) as redis:
        await redis.flushall()
        async with serving(redis) as site:
            yield site


@pytest_asyncio.fixture(loop_scope="module")
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


async def say(page: Page, text: str) -> Locator:
    """Type, press Enter, wait for the answer."""
    before = await page.locator(ANSWERS).count()
    await page.fill("#text", text)
    await page.press("#text", "Enter")
    answer = page.locator(ANSWERS).nth(before)
    await expect(answer).to_be_visible()
    return answer


async def test_a_first_visit_greets_and_says_what_one_can_ask(page: Page) -> None:
    assert await page.title() == "小塘 · 高河塘社区"
    await expect(page.locator(ANSWERS)).to_contain_text(GREETING)
    await expect(page.locator(".chips button")).to_have_text(STARTERS)
    await page.click(".chips button >> nth=0")
    await expect(page.locator(ANSWERS).last).to_contain_text(f"听到：{STARTERS[0]}")
    await expect(page.locator("#starters button")).to_have_text(STARTERS)
    await page.click("#starters button >> nth=1")
    await expect(page.locator(ANSWERS).last).to_contain_text(f"听到：{STARTERS[1]}")


async def test_a_chip_says_its_label_and_goes(page: Page, site: Site) -> None:
    site.script.when("报名", Reply("哪一班？", chips("周六班", "周日班")))
    await say(page, "报名")
    await expect(page.locator(".chips button")).to_have_text(["1周六班", "2周日班"])
    await page.click("text=周日班")
    await expect(page.locator(ME).last).to_contain_text("周日班")
    await expect(page.locator(ANSWERS).last).to_contain_text("听到：周日班")
    await expect(page.locator(".chips")).to_have_count(0)
    assert await page.evaluate("document.activeElement.id") != "text"  # a phone's keyboard stays away


async def test_dots_while_waiting(page: Page, site: Site) -> None:
    site.script.gate.clear()
    await page.fill("#text", "你好")
    await page.click("#send")
    await expect(page.locator(".typing .dots i")).to_have_count(3)
    await expect(page.locator(".state")).to_have_text("发送中…")
    site.script.gate.set()
    await expect(page.locator(".typing")).to_have_count(0)
    await expect(page.locator(".state")).to_have_count(0)


async def test_a_reload_goes_on_where_it_was(page: Page, site: Site) -> None:
    site.script.when("报名", Reply("哪一班？", chips("周六班", "周日班")))
    await say(page, "报名")
    await page.reload()
    await expect(page.locator(ME)).to_have_count(1)
    await expect(page.locator(ANSWERS)).to_have_count(1)
    await expect(page.locator(".chips button")).to_have_count(2)
    await say(page, "周六班")
    assert len({message.user for message in site.script.heard}) == 1


async def test_it_comes_back_after_the_server_was_away_and_nothing_doubles(page: Page, site: Site) -> None:
    await say(page, "第一句")
    await site.stop()
    await expect(page.locator("#banner")).to_have_text("网络断开了，正在重新连接…")
    for text in ("断网一", "断网二"):
        await page.fill("#text", text)
        await page.press("#text", "Enter")
    await expect(page.locator(".state")).to_have_text(["没发出去，点一下重发"] * 2)
    await site.start()
    await expect(page.locator(ANSWERS).last).to_contain_text("听到：断网二", timeout=30_000)
    await expect(page.locator("#banner")).to_be_hidden()
    await expect(page.locator(".state")).to_have_count(0)
    assert [message.text for message in site.script.heard] == ["第一句", "断网一", "断网二"]
    await expect(page.locator(ME)).to_have_count(3)
    await expect(page.locator(ANSWERS)).to_have_count(4)  # the greeting and three answers


async def test_a_message_whose_answer_was_lost_is_sent_again_with_its_id(page: Page, site: Site) -> None:
    await say(page, "第一句")
    site.script.gate.clear()
    await page.fill("#text", "第二句")
    await page.press("#text", "Enter")
    await expect(page.locator(".dots")).to_be_visible()
    stopping = asyncio.create_task(site.stop())
    await expect(page.locator(".state")).to_have_text("没发出去，点一下重发")
    site.script.gate.set()
    await stopping
    await site.start()
    await expect(page.locator(ANSWERS).last).to_contain_text("听到：第二句", timeout=30_000)
    assert len({message.id for message in site.script.heard}) == len(site.script.heard) == 2
    await page.reload()
    await expect(page.locator(ME)).to_have_count(2)
    await expect(page.locator(ANSWERS)).to_have_count(2)


async def test_a_tap_sends_again_at_once(page: Page, site: Site) -> None:
    await page.evaluate("window.setTimeout = () => 0")  # it does not come back by itself
    await site.stop()
    await expect(page.locator("#banner")).to_be_visible()
    await page.fill("#text", "在吗")
    await page.press("#text", "Enter")
    await site.start()
    await page.click("button.state")
    await expect(page.locator(ANSWERS).last).to_contain_text("听到：在吗")
    assert len(site.script.heard) == 1


async def test_what_was_said_offline_survives_a_reload(page: Page, site: Site) -> None:
    await say(page, "第一句")
    await site.stop()
    await expect(page.locator("#banner")).to_be_visible()
    await page.fill("#text", "断网时说的")
    await page.press("#text", "Enter")
    await site.start()
    await page.reload()
    await expect(page.locator(ANSWERS).last).to_contain_text("听到：断网时说的", timeout=30_000)
    await expect(page.locator(ME)).to_have_count(2)
    assert len(site.script.heard) == 2


async def test_without_redis_a_broken_connection_leaves_the_talk_on_the_page(page: Page, site: Site) -> None:
    await say(page, "第一句")
    await site.stop()
    await expect(page.locator("#banner")).to_be_visible()
    await site.redis.flushall()
    await site.start()
    await expect(page.locator("#banner")).to_be_hidden(timeout=30_000)
    await expect(page.locator(ME)).to_have_count(1)


async def test_two_tabs_show_the_same_talk(page: Page, site: Site) -> None:
    await say(page, "第一句")
    other = await opened(await page.context.new_page(), site)
    await say(page, "第二句")
    await expect(other.locator(ME)).to_have_count(2)
    await expect(other.locator(ANSWERS).last).to_contain_text("听到：第二句")
    assert await site.channel.notify(site.script.heard[0].user, [Reply("有空位了", chips("要", "不要"))])
    for tab in (page, other):
        await expect(tab.locator(ANSWERS).last).to_contain_text("有空位了")
        await expect(tab.locator(".chips button")).to_have_count(2)


async def test_an_emergency_stands_out_and_can_be_called(page: Page, site: Site) -> None:
    text = "【火灾】马上打119！\n伤了打 120。心里难受打12356，社区 138 1234 5678（或13812345678）。离火110米，等120分钟，编号1191。"
    site.script.when("着火了", Reply(text + "\n别坐电梯。" * 40, urgent=True))
    answer = await say(page, "着火了")
    await expect(answer).to_have_attribute("role", "alert")
    links = [await link.get_attribute("href") for link in await answer.locator("a").all()]
    assert links == ["tel:119", "tel:120", "tel:12356", "tel:13812345678", "tel:13812345678"]
    await expect(answer.locator("a >> nth=0")).to_be_in_viewport()  # a long answer is read from its beginning
    edge = await answer.locator(".bubble").evaluate("bubble => getComputedStyle(bubble).borderLeftColor")
    assert edge == "rgb(195, 38, 28)"
    await page.reload()
    await expect(page.locator(".row.urgent")).to_be_visible()
    await expect(page.locator("[role=alert]")).to_have_count(0)  # old alarms are not rung again


async def test_whatever_a_text_holds_it_stays_text(page: Page, site: Site) -> None:
    evil = "<img src=x onerror=\"document.title='gone'\"><script>document.title='gone'</script>"
    site.script.when(evil, Reply(evil, chips(evil, "javascript:alert(1)")))
    for _ in range(2):
        answer = await say(page, evil) if await page.locator(ME).count() == 0 else page.locator(ANSWERS).last
        await expect(answer).to_contain_text("<img src=x")
        await expect(page.locator(".chips button >> nth=0")).to_contain_text("<script>")
        assert await page.locator(".bubble img, .bubble script, .chips img, .chips script").count() == 0
        assert await page.title() == "小塘 · 高河塘社区"
        await page.reload()


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


async def test_times_only_after_a_pause(page: Page, site: Site) -> None:
    await say(page, "一")
    await say(page, "二")
    await expect(page.locator(".time")).to_have_count(1)
    site.later(minutes=6)
    await say(page, "三")
    await page.reload()
    await expect(page.locator(".time")).to_have_count(2)
    site.later(days=1)
    await page.reload()
    await expect(page.locator(".time >> nth=0")).to_contain_text("昨天")


async def test_too_fast_is_said_and_nothing_is_lost(page: Page, site: Site) -> None:
    for number in range(30):
        await say(page, str(number))
    await page.fill("#text", "还有一句")
    await page.press("#text", "Enter")
    await expect(page.locator(ANSWERS).last).to_contain_text("歇一歇")
    await expect(page.locator("button.state")).to_have_text("没发出去，点一下重发")


async def test_a_desktop_shows_a_phone(page: Page) -> None:
    await page.set_viewport_size({"width": 1280, "height": 800})
    box = await page.locator(".phone").bounding_box()
    assert box is not None
    assert box["width"] <= 480
    assert abs(box["x"] + box["width"] / 2 - 640) <= 1


async def test_without_motion_for_who_wants_none(page: Page, site: Site) -> None:
    await page.emulate_media(reduced_motion="reduce")
    site.script.gate.clear()
    await page.fill("#text", "你好")
    await page.click("#send")
    dot = page.locator(".dots i").first
    await expect(dot).to_be_visible()
    assert await dot.evaluate("node => getComputedStyle(node).animationName") == "none"
    site.script.gate.set()


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


async def test_every_text_has_contrast(page: Page, site: Site) -> None:
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
