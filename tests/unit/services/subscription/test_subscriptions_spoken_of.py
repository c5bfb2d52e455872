"""A subscription is spoken of: another day, hazards, a phone that is confirmed first, a pause, no more of it."""

from bot.broadcast import audiences
from bot.conversation.commands import RecordAction as Do
from bot.services.subscription import records as subscriptions
from bot.services.subscription.records import Subscription
from tests.record_turns import Talk
from tests.stage import CODE, Stage


async def subscribed(stage: Stage, user: str = "me") -> Talk:
    talk = Talk(stage, user)
    await talk.say("我要订防灾提醒", "微信", "对")
    return talk


async def by_sms(stage: Stage) -> Talk:
    talk = Talk(stage)
    await talk.say("防灾提醒发短信给我13800000000", "对", CODE)
    return talk


async def active(stage: Stage, user: str = "me") -> list[Subscription]:
    async with stage.database.work() as work:
        return await subscriptions.of_user(work, f"terminal:{user}")


async def due(stage: Stage) -> int:
    stage.wait(days=1)
    async with stage.database.work() as work:
        return sum((await audiences.count(work, audiences.weekly(3, "", stage.now))).values())


async def test_day_and_hazards_are_changed(stage: Stage) -> None:
    talk = await subscribed(stage)
    assert "周五" in (await talk.does(Do.CHANGE, "subscription", slot="weekday", value="周五")).text
    await talk.does(Do.CHANGE, "subscription", slot="hazards", value="typhoon")
    [row] = await active(stage)
    assert (row.weekday, row.hazards) == (5, "typhoon")
    await talk.does(Do.CHANGE, "subscription", slot="hazards", value="all")
    assert (await active(stage))[0].hazards == ""


async def test_a_pause_stops_the_weekly_tips_and_no_warning(stage: Stage) -> None:
    talk = await subscribed(stage)
    assert await due(stage) == 1
    assert "预警照样" in (await talk.does(Do.PAUSE, "subscription")).text
    assert await due(stage) == 0
    async with stage.database.work() as work:
        assert await audiences.count(work, audiences.everybody()) == {"wechat": 1}
    assert "暂停了" in (await talk.does(Do.STATUS, "subscription")).text
    await talk.does(Do.RESUME, "subscription")
    assert await due(stage) == 1


async def test_another_phone_counts_when_its_code_comes_back(stage: Stage) -> None:
    talk = await by_sms(stage)
    stage.wait(minutes=5)
    reply = await talk.does(Do.CHANGE, "subscription", slot="phone", value="13900000009")
    assert "在那之前还发到原来的号" in reply.text
    assert [row.phone for row in await active(stage)] == ["13800000000"]
    assert "换好了" in await talk.say(CODE)
    assert [row.phone for row in await active(stage)] == ["13900000009"]


async def test_the_channel_is_changed(stage: Stage) -> None:
    talk = await by_sms(stage)
    await talk.does(Do.CHANGE, "subscription", slot="channel", value="wechat")
    assert [row.channel for row in await active(stage)] == ["wechat"]
    assert "手机号" in (await talk.does(Do.CHANGE, "subscription", slot="channel", value="sms")).text


async def test_it_is_stopped_at_once_and_by_its_owner_alone(stage: Stage) -> None:
    talk = await subscribed(stage)
    [row] = await active(stage)
    stranger = Talk(stage, "stranger")
    for action in (Do.WITHDRAW, Do.PAUSE, Do.CHANGE):
        await stranger.does(action, "subscription", str(row.id), "weekday", "周一")
    assert await active(stage) == [row]
    assert "停了" in (await talk.does(Do.WITHDRAW, "subscription")).text
    assert await active(stage) == []
