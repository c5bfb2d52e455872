"""A slot is taken once; nobody gets a tip twice within a year; hazards that a person chose come first."""

import asyncio
from datetime import timedelta

import pytest

from bot.broadcast import campaigns, planner
from bot.broadcast.campaigns import Campaign
from bot.content.shared.calendar import due
from bot.services.subscription import records as subscriptions
from tests.unit.broadcast.push_stage import Push


async def test_three_schedulers_start_a_campaign_once(push: Push) -> None:
    for number in range(30):
        await push.subscribe(number)

    async def schedule() -> list[Campaign]:
        async with push.database.work() as work:
            started = await planner.start_due(work, push.calendar, push.now)
            await work.commit()
            return started

    started = await asyncio.gather(schedule(), schedule(), schedule())
    assert sum(map(len, started)) == 1
    assert await push.statuses() == {"planned": 30}


async def test_nothing_before_nine_and_nothing_for_those_who_come_later(push: Push) -> None:
    await push.subscribe(1)
    push.now = push.now.replace(hour=8, minute=59)
    await push.run()
    async with push.database.work() as work:
        assert await campaigns.latest(work) == []
    push.wait(minutes=1)
    await push.run()
    await push.subscribe(2, when=push.now)
    push.wait(days=1)
    await push.run()
    assert dict(push.sms.took) == {"13900000001": 1}


async def test_a_day_that_no_scheduler_served_is_made_good(push: Push) -> None:
    await push.subscribe(1)
    await push.subscribe(2, when=push.now + timedelta(hours=20))
    push.wait(days=1, hours=1)
    await push.run()
    assert (await push.only_campaign()).slot == "weekly:2026-11-25"
    assert set(push.sms.took) >= {"13900000001"}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_year_of_weeks_without_a_tip_twice(push: Push) -> None:
    for number in range(6):
        await push.subscribe(number, hazards=("", "fire", "typhoon")[number % 3])
    weeks = 0
    for _ in range(52):
        push.now = push.now.replace(hour=9, minute=30)
        if due(push.calendar, push.now.date()):
            weeks += 1
        await push.run()
        push.wait(days=7)
    assert weeks == 52
    for phone, texts in push.sms.texts.items():
        assert len(texts) == 52, phone
        assert len(set(texts)) == 52, phone


async def test_what_a_person_chose_comes_first_but_nothing_out_of_season(push: Push) -> None:
    day = push.now.date()
    fitting = {tip.hazard or "" for tip in due(push.calendar, day)}
    chosen = max(fitting)
    first = planner.ranked(push.calendar, day, {chosen})[0]
    assert first.hazard == chosen
    assert {tip.hazard or "" for tip in planner.ranked(push.calendar, day, {"drowning"})} == fitting


async def test_what_is_ahead_is_told_with_reason_number_and_cost(push: Push) -> None:
    await push.subscribe(1)
    await push.subscribe(2)
    await push.subscribe(3, channel="wechat")
    push.now = push.now.replace(hour=7)
    async with push.database.work() as work:
        rows = await planner.forecast(work, push.calendar, push.now, 8, "高河塘社区", 45)
    assert len(rows) == 8
    assert len({row.tip for row in rows}) == 8
    assert all(row.reason and row.people == {"sms": 2, "wechat": 1} for row in rows)
    assert all(row.cost == 2 * row.parts * 45 for row in rows)
    await _sent_as_told(push, rows[0].text)


async def _sent_as_told(push: Push, text: str) -> None:
    push.now = push.now.replace(hour=9)
    await push.run()
    assert push.sms.texts["13900000001"] == [text]


async def test_who_stops_and_comes_back_is_not_sent_the_week_twice(push: Push) -> None:
    await push.subscribe(1)
    await push.run()
    async with push.database.work() as work:
        await subscriptions.stop_phone(work, "13900000001", push.now, "sms")
        await work.commit()
    await push.subscribe(1)
    push.wait(hours=2)
    await push.run()
    assert push.sms.took["13900000001"] == 1
