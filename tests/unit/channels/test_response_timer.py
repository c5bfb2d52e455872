"""A wait ends with its task or at its own deadline, never at another's."""

import asyncio

import pytest

from bot.channels.response_timer import ResponseTimer, SeparateTimers, SharedTimer


@pytest.fixture
def timer(fast: bool) -> ResponseTimer:
    return SharedTimer(4.5) if fast else SeparateTimers(4.5)


def waits(timer: ResponseTimer) -> int:
    """How many waits the timer still holds."""
    return len(timer) if isinstance(timer, SharedTimer) else 0


async def test_each_has_a_deadline_of_its_own_in_any_order(timer: ResponseTimer) -> None:
    loop = asyncio.get_running_loop()
    never = asyncio.create_task(asyncio.Event().wait())
    now = loop.time()
    patient = asyncio.create_task(timer.ended(never, now + 3600))

    async def wait(seconds: float) -> None:
        assert not await timer.ended(never, now + seconds)
        assert loop.time() >= now + seconds

    async with asyncio.timeout(60):
        await asyncio.gather(wait(0.3), wait(0.1), wait(-1), wait(0.2), wait(0.4))
        await wait(0.5)
    assert not patient.done()
    assert waits(timer) == isinstance(timer, SharedTimer)
    assert not never.done()
    never.cancel()
    assert await patient


async def test_what_ends_in_time_wakes_at_once_and_leaves_nothing_behind(timer: ResponseTimer) -> None:
    loop = asyncio.get_running_loop()
    for _ in range(100):
        task = asyncio.create_task(asyncio.sleep(0, "done"))
        assert await timer.ended(task, loop.time() + 3600)
        assert task.result() == "done"
        assert await timer.ended(task, loop.time() - 1)
    assert waits(timer) == 0


async def test_who_goes_away_disturbs_nobody(timer: ResponseTimer) -> None:
    loop = asyncio.get_running_loop()
    end = asyncio.Event()
    task = asyncio.create_task(end.wait())
    waiting = [asyncio.create_task(timer.ended(task, loop.time() + 3600)) for _ in range(4)]
    await asyncio.sleep(0)
    for waiter in waiting[::2]:
        waiter.cancel()
    end.set()
    ended = await asyncio.gather(*waiting, return_exceptions=True)
    assert ended[1::2] == [True, True]
    assert waits(timer) == 0


async def test_one_that_fails_has_ended(timer: ResponseTimer) -> None:
    async def fails() -> None:
        raise ValueError("as it may")

    loop = asyncio.get_running_loop()
    task = asyncio.create_task(fails())
    assert await timer.ended(task, loop.time() + 3600)
    assert isinstance(task.exception(), ValueError)
