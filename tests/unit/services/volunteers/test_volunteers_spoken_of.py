"""A place in a team is spoken of: how it stands, corrections, a rest, out of it."""

from bot.conversation.commands import RecordAction as Do
from bot.services.volunteers import records as volunteers
from bot.services.volunteers.records import Volunteer
from tests.record_turns import Talk
from tests.stage import Stage


async def joined(stage: Stage, user: str = "me") -> Talk:
    talk = Talk(stage, user)
    await talk.say("我想当志愿者", "1", "跳过", "跳过", "李明 13800000000", "对")
    assert len(await talk.own("volunteer")) == 1
    return talk


async def rows(stage: Stage) -> list[Volunteer]:
    async with stage.database.work() as work:
        return await volunteers.every(work)


async def test_a_rest_keeps_the_place_and_ends_with_a_word(stage: Stage) -> None:
    talk = await joined(stage)
    assert "先歇着" in (await talk.does(Do.PAUSE, "volunteer")).text
    assert (await rows(stage))[0].paused
    assert "先歇着" in (await talk.does(Do.STATUS, "volunteer")).text
    assert (await rows(stage))[0].status == "active"
    await talk.does(Do.RESUME, "volunteer")
    assert not (await rows(stage))[0].paused


async def test_when_they_have_time_is_changed(stage: Stage) -> None:
    talk = await joined(stage)
    await talk.does(Do.CHANGE, "volunteer", slot="free", value="周末上午")
    assert (await rows(stage))[0].free == "周末上午"


async def test_leaving_asks_once(stage: Stage) -> None:
    talk = await joined(stage)
    asked = await talk.does(Do.WITHDRAW, "volunteer")
    assert (await rows(stage))[0].status == "active"
    assert "没有动" in (await talk.take(asked, "留着")).text
    await talk.take(asked, "就这么办")
    assert (await rows(stage))[0].status == "stopped"


async def test_of_another_resident_nothing_is_touched(stage: Stage) -> None:
    await joined(stage)
    stranger = Talk(stage, "stranger")
    for action in (Do.STATUS, Do.CHANGE, Do.PAUSE, Do.WITHDRAW):
        await stranger.surely(action, "volunteer", "1", "free", "随便")
    [row] = await rows(stage)
    assert (row.status, row.paused, row.free) == ("active", False, "")


async def test_what_makes_no_sense_is_said_kindly(stage: Stage) -> None:
    talk = await joined(stage)
    assert "不用办这一步" in (await talk.does(Do.ACCEPT, "volunteer")).text
    assert "您没有反映的事" in (await talk.does(Do.NOT_DONE, "feedback")).text
