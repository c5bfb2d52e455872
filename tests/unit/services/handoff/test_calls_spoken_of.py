"""A call that was booked is spoken of: when, another phone, off; and a person's help is rated once."""

from bot.conversation.commands import RecordAction as Do
from bot.services.handoff import records as handoffs
from bot.services.handoff.records import Handoff
from bot.storage.transitions import Party
from tests.record_turns import Talk
from tests.stage import Stage


async def booked(stage: Stage) -> Talk:
    stage.wait(hours=12)
    talk = Talk(stage)
    await talk.say("转人工", "1", "13800000000", "上午")
    [record] = await talk.own("callback")
    assert record.phone == "13800000000"
    return talk


async def row(stage: Stage) -> Handoff:
    async with stage.database.work() as work:
        return (await handoffs.every(work))[0]


async def test_the_call_is_changed_without_booking_it_again(stage: Stage) -> None:
    talk = await booked(stage)
    assert "上午打给您" in (await talk.does(Do.STATUS, "callback")).text
    await talk.does(Do.CHANGE, "callback", slot="phone", value="13900000009")
    await talk.does(Do.CHANGE, "callback", slot="free", value="下午")
    call = await row(stage)
    assert (call.phone, call.free, call.status) == ("13900000009", "下午", "callback")
    async with stage.database.work() as work:
        assert await handoffs.calls_booked_since(work, call.user, call.created_at.replace(year=2020)) == 1


async def test_it_is_called_off_after_a_question(stage: Stage) -> None:
    talk = await booked(stage)
    asked = await talk.does(Do.WITHDRAW, "callback")
    assert (await row(stage)).status == "callback"
    assert "不给您打电话了" in (await talk.take(asked, "就这么办")).text
    assert (await row(stage)).status == "closed"


async def test_a_persons_help_is_rated_once(stage: Stage) -> None:
    talk = Talk(stage)
    await talk.say("转人工")
    assert "在排队" in (await talk.does(Do.STATUS, "callback")).text
    async with stage.database.work() as work:
        await handoffs.take(work, 1, "staff:x", stage.now)
        await handoffs.close(work, 1, Party.STAFF, "staff:x", stage.now)
        await work.commit()
    asked = await talk.does(Do.RATE, "callback")
    await talk.take(asked, "不太满意")
    assert "打过了" in (await talk.does(Do.RATE, "callback", value="5")).text
    async with stage.database.work() as work:
        assert await handoffs.last_closed(work, "terminal:me") is None


async def test_a_stranger_touches_nothing(stage: Stage) -> None:
    await booked(stage)
    before = await row(stage)
    for action in Do:
        await Talk(stage, "stranger").surely(action, "callback", "1", "phone", "13911112222")
    assert await row(stage) == before


async def test_a_number_takes_the_offer_of_a_call_unless_it_belongs_to_another_wish(stage: Stage) -> None:
    stage.wait(hours=12)
    offered = [await stage.say("转人工", user) for user in ("one", "other")]
    assert all("留个电话" in result.replies[0].text for result in offered)
    subscribed = await stage.say("每周三短信发我防灾提示，手机13812345678", "one")
    assert "哪天：周三" in subscribed.replies[0].text
    call = await stage.say("那就打13812345678", "other")
    assert "什么时候打" in call.replies[0].text
