"""An emergency is answered at once during a handoff too, and the staff member who has the conversation sees it."""

import pytest

from bot.services.handoff import records as handoffs
from bot.services.handoff.records import ThreadMessage
from tests.stage import Stage


async def thread(stage: Stage) -> list[ThreadMessage]:
    await stage.engine.close()
    async with stage.database.work() as work:
        handoff = await handoffs.going_on(work, "terminal:me")
        return await handoffs.thread(work, handoff.id) if handoff else []


@pytest.mark.parametrize("taken", [False, True])
async def test_the_clerk_sees_the_emergency(stage: Stage, taken: bool) -> None:
    await stage.say("我要跟真人说话")
    if taken:
        async with stage.database.work() as work:
            handoff = await handoffs.going_on(work, "terminal:me")
            assert handoff is not None
            await handoffs.take(work, handoff.id, "小李", stage.now)
            await work.commit()
    turned = await stage.say("我家着火了")
    assert turned.replies[0].urgent
    assert "119" in turned.replies[0].text
    [line] = await thread(stage)
    assert line.sender == handoffs.RESIDENT
    assert "我家着火了" in line.text
    assert "紧急" in line.text


async def test_without_a_clerk_nothing_is_written(stage: Stage) -> None:
    assert (await stage.say("我家着火了")).replies[0].urgent
    assert await thread(stage) == []


async def test_without_records_it_is_answered_all_the_same(stage: Stage) -> None:
    await stage.say("我要跟真人说话")
    await stage.database.close()
    assert "119" in (await stage.say("我家着火了")).replies[0].text
    await stage.engine.close()
