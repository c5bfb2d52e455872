"""The chat page in a real browser: reloads, broken connections, several tabs."""

import asyncio

import pytest
from playwright.async_api import Page, expect

from bot.common.message import Reply
from tests.system.browser.scripted import ANSWERS, ME, Site, chips, opened, say

pytestmark = pytest.mark.asyncio(loop_scope="session")


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
    await expect(page.locator(ANSWERS).last).to_contain_text("听到：断网二")
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
    await expect(page.locator(ANSWERS).last).to_contain_text("听到：第二句")
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
    await expect(page.locator(ANSWERS).last).to_contain_text("听到：断网时说的")
    await expect(page.locator(ME)).to_have_count(2)
    assert len(site.script.heard) == 2


async def test_without_redis_a_broken_connection_leaves_the_talk_on_the_page(page: Page, site: Site) -> None:
    await say(page, "第一句")
    await site.stop()
    await expect(page.locator("#banner")).to_be_visible()
    await site.redis.flushall()
    await site.start()
    await expect(page.locator("#banner")).to_be_hidden()
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
