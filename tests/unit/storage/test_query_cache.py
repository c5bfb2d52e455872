"""Common answers: asked by one for all and never older than a second (fast), or asked each time (plain)."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.common.errors import RecordsAway
from bot.services.enrolment import records as enrolments
from bot.services.enrolment import seat_allocation
from bot.storage.database import Database
from bot.storage.fast.single_flight_cache import SingleFlightCache
from bot.storage.query_cache import NoCache, QueryCache
from tests.databases import opened
from tests.unit.services.enrolment.sample_enrolments import NOW, new


class Query:
    """Answers with how often it was asked, when it is let."""

    def __init__(self) -> None:
        self.count = 0
        self.free = asyncio.Event()
        self.fails = False

    async def __call__(self) -> int:
        self.count += 1
        number = self.count
        await self.free.wait()
        if self.fails:
            raise RecordsAway
        return number


@pytest.fixture
def query() -> Query:
    return Query()


@pytest.fixture
async def database(database_url: str, fast: bool) -> AsyncIterator[Database]:
    async with opened(database_url, fast=fast) as database:
        yield database


@pytest.fixture
def cache(fast: bool) -> QueryCache:
    return SingleFlightCache() if fast else NoCache()


async def ask_at_once(cache: QueryCache, query: Query, times: int) -> "list[asyncio.Task[int]]":
    """So many ask; the query is not let to answer yet."""
    asking = [asyncio.create_task(cache.get("seats", query)) for _ in range(times)]
    await asyncio.sleep(0.01)
    return asking


async def test_an_answer_after_a_commit_is_newer_than_the_commit(cache: QueryCache, query: Query) -> None:
    [before] = await ask_at_once(cache, query, 1)
    cache.invalidate()
    [after] = await ask_at_once(cache, query, 1)
    query.free.set()
    assert (await before, await after) == (1, 2)


async def test_a_failure_is_told_to_all_and_not_kept(cache: QueryCache, query: Query) -> None:
    query.fails = True
    asking = await ask_at_once(cache, query, 3)
    query.free.set()
    answers = await asyncio.gather(*asking, return_exceptions=True)
    assert [type(answer) for answer in answers] == [RecordsAway] * 3
    query.fails = False
    assert isinstance(await cache.get("seats", query), int)


async def test_when_one_is_cancelled_the_other_gets_an_answer(cache: QueryCache, query: Query) -> None:
    for cancelled, waiting in ((0, 1), (1, 0)):
        asking = await ask_at_once(cache, query, 2)
        asking[cancelled].cancel()
        await asyncio.sleep(0.01)
        query.free.set()
        assert isinstance(await asking[waiting], int)
        with pytest.raises(asyncio.CancelledError):
            await asking[cancelled]
        query.free.clear()
        cache.invalidate()


async def test_our_own_seat_is_seen_at_once(database: Database) -> None:
    async def taken() -> int:
        async with database.work() as work:
            return (await work.cached(enrolments.taken, ("electric-1",)))["electric-1"]

    assert await taken() == 0
    async with database.work() as work:
        await seat_allocation.allocate(work, new(), 10, NOW)
        assert (await work.cached(enrolments.taken, ("electric-1",)))["electric-1"] == 1
        assert await taken() == 0  # for the others it is not written yet
        await work.commit()
    assert await taken() == 1


async def test_one_asks_for_all(query: Query) -> None:
    cache = SingleFlightCache()
    asking = await ask_at_once(cache, query, 5)
    query.free.set()
    assert await asyncio.gather(*asking) == [1] * 5
    assert await cache.get("seats", query) == 1
    assert await cache.get("others", query) == 2


async def test_an_answer_is_kept_for_its_lifetime(query: Query) -> None:
    query.free.set()
    cache = SingleFlightCache(seconds=0.05)
    assert [await cache.get("seats", query) for _ in range(2)] == [1, 1]
    await asyncio.sleep(0.06)
    assert await cache.get("seats", query) == 2
