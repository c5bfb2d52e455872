"""The chat page in a real browser: the conversation."""

import pytest
from playwright.async_api import Page, expect

from bot.common.message import Reply
from tests.system.browser.scripted import ANSWERS, GREETING, ME, STARTERS, Site, chips, say

pytestmark = pytest.mark.asyncio(loop_scope="session")


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


async def test_times_only_after_a_pause(page: Page, site: Site) -> None:
    site.at_noon()
    await page.reload()
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


async def test_what_was_not_taken_is_said_and_nothing_is_lost(page: Page, site: Site) -> None:
    await say(page, "一")
    site.script.refusal = "您发得太快，我跟不上了。"
    await page.fill("#text", "还有一句")
    await page.press("#text", "Enter")
    await expect(page.locator(ANSWERS).last).to_contain_text("跟不上")
    await expect(page.locator("button.state")).to_have_text("没发出去，点一下重发")
    site.script.refusal = ""
    await page.click("button.state")
    await expect(page.locator(ANSWERS).last).to_contain_text("听到：还有一句")
