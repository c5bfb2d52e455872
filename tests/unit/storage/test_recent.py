"""What everybody asks is looked up by one, and never older than a second or than our own commit."""

import asyncio

import pytest

from bot.common.errors import RecordsAway
from bot.services.enrolment import placing
from bot.services.enrolment import records as enrolments
from bot.storage.database import Database
from bot.storage.fast.single_flight_cache import SingleFlightCache
from tests.unit.storage.samples import NOW, new


class Looks:
    """Answers with how often it was asked, when it is let."""

    def __init__(self) -> None:
        self.count = 0
        self.free = asyncio.Event()
        self.fails = False

    async def __call__(self) -> int:
        self.count += 1
        mine = self.count
        await self.free.wait()
        if self.fails:
            raise RecordsAway
        return mine


@pytest.fixture
def looks() -> Looks:
    return Looks()


async def two_ask(recent: SingleFlightCache, looks: Looks) -> tuple["asyncio.Task[int]", "asyncio.Task[int]"]:
    """The first looks, the second waits for it."""
    asking = [asyncio.create_task(recent.ask("seats", looks)) for _ in range(2)]
    await asyncio.sleep(0.01)
    return asking[0], asking[1]


async def test_one_looks_for_all(looks: Looks) -> None:
    recent = SingleFlightCache()
    asked = [asyncio.create_task(recent.ask("seats", looks)) for _ in range(5)]
    await asyncio.sleep(0.01)
    looks.free.set()
    assert await asyncio.gather(*asked) == [1] * 5
    assert await recent.ask("seats", looks) == 1
    assert await recent.ask("others", looks) == 2


async def test_after_its_time_it_is_looked_up_again(looks: Looks) -> None:
    recent = SingleFlightCache(seconds=0)
    looks.free.set()
    assert await recent.ask("seats", looks) == 1
    assert await recent.ask("seats", looks) == 2


async def test_what_was_looked_up_before_a_commit_is_not_given_after_it(looks: Looks) -> None:
    recent = SingleFlightCache()
    before = asyncio.create_task(recent.ask("seats", looks))
    await asyncio.sleep(0.01)
    recent.changed()
    after = asyncio.create_task(recent.ask("seats", looks))
    await asyncio.sleep(0.01)
    looks.free.set()
    assert (await before, await after) == (1, 2)


async def test_a_failure_is_everybodys_and_not_kept(looks: Looks) -> None:
    recent = SingleFlightCache()
    looks.fails = True
    asked = [asyncio.create_task(recent.ask("seats", looks)) for _ in range(3)]
    await asyncio.sleep(0.01)
    looks.free.set()
    got = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(one) for one in got] == [RecordsAway] * 3
    looks.fails = False
    assert await recent.ask("seats", looks) == 2


async def test_who_waits_looks_themselves_when_the_other_is_stopped(looks: Looks) -> None:
    recent = SingleFlightCache()
    first, second = await two_ask(recent, looks)
    first.cancel()
    await asyncio.sleep(0.01)
    looks.free.set()
    assert await second == 2
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_who_waits_can_be_stopped(looks: Looks) -> None:
    recent = SingleFlightCache()
    first, second = await two_ask(recent, looks)
    second.cancel()
    looks.free.set()
    with pytest.raises(asyncio.CancelledError):
        await second
    assert await first == 1


async def test_our_own_seat_is_seen_at_once(database: Database) -> None:
    async def taken() -> int:
        async with database.work() as work:
            return (await work.recent(enrolments.taken, ("electric-1",)))["electric-1"]

    assert await taken() == 0
    async with database.work() as work:
        await placing.place(work, new(), 10, NOW)
        assert (await work.recent(enrolments.taken, ("electric-1",)))["electric-1"] == 1
        assert await taken() == 0  # for the others it is not written yet
        await work.commit()
    assert await taken() == 1
