"""What the staff do with hand-offs: one resident has one conversation at a time."""

import pytest

from bot.common.errors import OrderRefused
from bot.conversation.hooks import StaffDecision
from bot.services.handoff import records as handoffs
from tests.stage import Stage

USER = "terminal:u"


async def test_a_call_that_is_booked_is_not_answered_beside_the_conversation_that_goes_on(
    stage: Stage,
) -> None:
    async with stage.database.work() as work:
        call = await handoffs.call_back(work, USER, "13800000000", "", stage.now)
        waiting, _ = await handoffs.ask(work, USER, stage.now)
        await work.commit()
    for decision in (StaffDecision(call.id, "say", "您好"), StaffDecision(call.id, "assign", "staff:li")):
        with pytest.raises(OrderRefused, match=f"{waiting.id}号"):
            await stage.order("handoffs", decision)
    assert await _statuses(stage) == ["callback", "waiting"]
    assert await stage.notices() == 0
    await stage.order("handoffs", StaffDecision(waiting.id, "closed"))
    await stage.order("handoffs", StaffDecision(call.id, "say", "您好"))
    assert await _statuses(stage) == ["open", "closed"]


async def test_the_staff_read_a_long_message_whole(stage: Stage) -> None:
    story = "楼上天天半夜拖桌子，" * 100
    await stage.say("我要跟真人说话", "u")
    await stage.say(story, "u")
    async with stage.database.work() as work:
        handoff = await handoffs.going_on(work, USER)
        assert handoff is not None
        [line] = await handoffs.thread(work, handoff.id)
    assert line.text == story


async def _statuses(stage: Stage) -> list[str]:
    async with stage.database.work() as work:
        return [str(handoff.status) for handoff in await handoffs.every(work)]
