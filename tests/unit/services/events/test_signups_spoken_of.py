"""A sign-up is spoken of: more people, corrections, out of it; nobody loses a place by asking for more."""

from dataclasses import replace

from bot.content.shared.events import EVENTS
from bot.conversation.commands import RecordAction as Do
from bot.services.events import records as signups
from bot.services.events.records import Signup
from tests.record_turns import Talk
from tests.stage import Stage


async def signed_up(stage: Stage, user: str = "me") -> Talk:
    talk = Talk(stage, user)
    await talk.say("我要报名参加乒乓球赛", "王芳 13900000000", "对")
    assert len(await talk.own("event")) == 1
    return talk


async def rows(stage: Stage) -> list[Signup]:
    async with stage.database.work() as work:
        return await signups.every(work)


def with_seats(stage: Stage, seats: int) -> None:
    content = stage.snapshot.content
    events = tuple(event.model_copy(update={"seats": seats}) for event in content.part(EVENTS))
    stage.snapshot = replace(stage.snapshot, content=content.with_part(EVENTS, events))
    stage.restart()


async def test_more_people_come_along(stage: Stage) -> None:
    talk = await signed_up(stage)
    assert "3 位" in (await talk.does(Do.ADD, "event", value="2")).text
    assert (await rows(stage))[0].people == 3
    await talk.does(Do.CHANGE, "event", slot="people", value="2")
    assert (await rows(stage))[0].people == 2
    assert "再加几位" in (await talk.does(Do.ADD, "event")).text


async def test_the_place_stays_where_there_is_none_for_more(stage: Stage) -> None:
    with_seats(stage, 2)
    talk = await signed_up(stage)
    assert "还给您留着" in (await talk.does(Do.ADD, "event", value="2")).text
    [row] = await rows(stage)
    assert (row.people, row.status) == (1, "confirmed")


async def test_name_and_status(stage: Stage) -> None:
    talk = await signed_up(stage)
    await talk.does(Do.CHANGE, "event", slot="name", value="王方方")
    assert (await rows(stage))[0].name == "王方方"
    assert "报上了" in (await talk.does(Do.STATUS, "event")).text
    assert "先报新的" in (await talk.does(Do.CHANGE, "event", slot="event", value="文化节")).text


async def test_withdrawing_asks_once_and_is_for_the_owner(stage: Stage) -> None:
    talk = await signed_up(stage)
    stranger = Talk(stage, "stranger")
    for action in (Do.WITHDRAW, Do.ADD, Do.CHANGE):
        await stranger.surely(action, "event", "1", "people", "3")
    asked = await talk.does(Do.WITHDRAW, "event")
    [row] = await rows(stage)
    assert (row.status, row.people) == ("confirmed", 1)
    assert "退好了" in (await talk.take(asked, "就这么办")).text
    assert (await rows(stage))[0].status == "cancelled"
