"""A waiting task is woken by its own task or its own deadline, never by another's."""

import asyncio

from bot.channels.deadlines import Deadlines


async def test_each_has_a_deadline_of_its_own_in_any_order() -> None:
    deadlines, loop = Deadlines(), asyncio.get_running_loop()
    never = asyncio.create_task(asyncio.Event().wait())
    now = loop.time()
    patient = asyncio.create_task(deadlines.ended(never, now + 3600))

    async def wait(seconds: float) -> None:
        assert not await deadlines.ended(never, now + seconds)
        assert loop.time() >= now + seconds

    async with asyncio.timeout(60):
        await asyncio.gather(wait(0.3), wait(0.1), wait(-1), wait(0.2), wait(0.4))
        await wait(0.5)
    assert not patient.done()
    assert len(deadlines) == 1
    assert not never.done()
    never.cancel()
    assert await patient


async def test_what_ends_in_time_wakes_at_once_and_leaves_nothing_behind() -> None:
    deadlines, loop = Deadlines(), asyncio.get_running_loop()
    for _ in range(100):
        task = asyncio.create_task(asyncio.sleep(0, "done"))
        assert await deadlines.ended(task, loop.time() + 3600)
        assert task.result() == "done"
        assert await deadlines.ended(task, loop.time() - 1)
    assert len(deadlines) == 0


async def test_who_goes_away_disturbs_nobody() -> None:
    deadlines, loop = Deadlines(), asyncio.get_running_loop()
    end = asyncio.Event()
    task = asyncio.create_task(end.wait())
    waiting = [asyncio.create_task(deadlines.ended(task, loop.time() + 3600)) for _ in range(4)]
    await asyncio.sleep(0)
    for one in waiting[::2]:
        one.cancel()
    end.set()
    ended = await asyncio.gather(*waiting, return_exceptions=True)
    assert ended[1::2] == [True, True]
    assert len(deadlines) == 0


async def test_one_that_fails_has_ended() -> None:
    async def fails() -> None:
        raise ValueError("as it may")

    deadlines, loop = Deadlines(), asyncio.get_running_loop()
    task = asyncio.create_task(fails())
    assert await deadlines.ended(task, loop.time() + 3600)
    assert isinstance(task.exception(), ValueError)
