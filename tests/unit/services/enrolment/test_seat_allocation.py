"""Many enrolments at the same moment: everyone as if they had come one by one, all of them durable or none."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from sqlalchemy import event

from bot.common.errors import RecordsAway
from bot.services.enrolment import records as enrolments
from bot.services.enrolment import seat_allocation
from bot.services.enrolment.records import AlreadyEnrolled, Enrolment, NewEnrolment, TooManyEnrolments
from bot.storage import turns
from bot.storage.commit_strategy import BatchAborted
from bot.storage.database import Database
from bot.storage.limits import DatabaseLimits
from bot.storage.turns import TurnRow
from tests.databases import opened
from tests.unit.services.enrolment.sample_enrolments import NOW, new


@pytest.fixture
async def database(database_url: str, fast: bool) -> AsyncIterator[Database]:
    async with opened(database_url, fast=fast) as database:
        yield database


@pytest.fixture
def commits(database: Database) -> list[object]:
    """An element for every commit of a transaction."""
    committed: list[object] = []
    event.listen(database.engine.sync_engine, "commit", committed.append)
    return committed


async def turn(database: Database, what: NewEnrolment, seats: int = 10, message: str = "") -> Enrolment:
    """A whole turn: placed, its row left, committed."""
    async with database.work(groupable=True) as work:
        placed = await seat_allocation.allocate(work, what, seats, NOW)
        await turns.record(work, TurnRow(message or what.user, what.user, 1, b"[]", b"{}"), NOW)
        await work.commit()
        return placed


async def everyone(database: Database) -> list[Enrolment]:
    async with database.work() as work:
        return await enrolments.every(work)


async def test_many_at_once_get_what_each_would_have_got(
    database: Database, fast: bool, commits: list[object]
) -> None:
    wanted = [new(number, session=f"electric-{number % 2}") for number in range(50)]
    placed = await asyncio.gather(*(turn(database, enrolment) for enrolment in wanted))
    assert len(commits) < 10 if fast else len(commits) >= 50
    assert [(row.user, row.session, row.phone) for row in placed] == [
        (row.user, row.session, row.phone) for row in wanted
    ]
    assert sorted(await everyone(database), key=lambda row: row.user) == sorted(
        placed, key=lambda row: row.user
    )
    for session in ("electric-0", "electric-1"):
        places = [row.place for row in placed if row.session == session]
        assert sorted(places) == [0] * 10 + list(range(1, 16))
        if fast:  # in the order of arrival
            assert places == sorted(places)
    last = await turn(database, new(99, session="electric-0"))
    assert last.place == 16
    more = await asyncio.gather(
        *(turn(database, new(number, session="electric-0")) for number in range(60, 70))
    )
    standing = {row.user: row.place for row in await everyone(database)}
    assert sorted(standing[row.user] for row in (last, *more)) == list(range(16, 27))
    async with database.work() as work:
        assert await turns.write_count(work, "web:7") == 1


async def test_the_same_person_twice_among_many(database: Database) -> None:
    there = await turn(database, new(1))
    wanted = [new(1, session="electric-2"), new(3), new(4), new(4, session="electric-2")]
    got = await asyncio.gather(*(turn(database, row, seats=3) for row in wanted), return_exceptions=True)
    assert [type(result) for result in got[:2]] == [AlreadyEnrolled, Enrolment]
    assert {type(result) for result in got[2:]} == {Enrolment, AlreadyEnrolled}
    assert isinstance(got[0], AlreadyEnrolled)
    assert got[0].existing == there
    assert [row.place for row in await everyone(database)] == [0, 0, 0]


async def test_an_account_has_so_many_a_day_also_among_many(database: Database) -> None:
    async def enrol(number: int, user: str) -> Enrolment:
        async with database.work(groupable=True) as work:
            what = new(number, user=user, name=f"张{number}")
            placed = await seat_allocation.allocate(work, what, 50, NOW, a_day=3)
            await turns.record(work, TurnRow(f"m{number}", user, number, b"[]", b"{}"), NOW)
            await work.commit()
            return placed

    for number in range(3):
        await enrol(number, "web:greedy")
    results = await asyncio.gather(
        *(enrol(number, user) for number, user in ((3, "web:a"), (4, "web:greedy"), (5, "web:b"))),
        return_exceptions=True,
    )
    assert [type(result) for result in results if not isinstance(result, BatchAborted)].count(Enrolment) <= 2
    with pytest.raises(TooManyEnrolments):
        await enrol(6, "web:greedy")
    with pytest.raises(AlreadyEnrolled):
        await enrol(0, "web:greedy")
    everybody = [row.user for row in await everyone(database)]
    assert everybody.count("web:greedy") == 3
    async with database.work() as work:
        tomorrow = NOW + seat_allocation.A_DAY
        await seat_allocation.allocate(work, new(7, user="web:greedy"), 50, tomorrow, a_day=3)


async def test_a_turn_that_is_cancelled_at_any_moment_costs_nobody_their_place(
    database: Database, fast: bool
) -> None:
    if database.is_sqlite and not fast:
        pytest.skip("aiosqlite's own connection may keep the lock after its BEGIN IMMEDIATE was cancelled")
    for number, seconds in enumerate((0, 0.0003, 0.001, 0.002, 0.004, 0.008)):
        cancelled = asyncio.create_task(turn(database, new(10 + number)))
        await asyncio.sleep(seconds)
        cancelled.cancel()
        with suppress(BatchAborted):
            await turn(database, new(20 + number))
        with suppress(asyncio.CancelledError):
            await cancelled
    await turn(database, new(2))
    assert [row.user for row in await everyone(database)][-1] == "web:2"


async def test_a_message_that_had_its_effect_has_none_again(database: Database) -> None:
    await turn(database, new(0), message="m0")
    again = new(1, phone="13811111111")
    with pytest.raises((BatchAborted, turns.AlreadyAnswered)):
        await turn(database, again, message="m0")
    assert len(await everyone(database)) == 1


async def test_everyone_is_told_when_the_records_are_away(sqlite_url: str, fast: bool) -> None:
    async with opened(sqlite_url, limits=DatabaseLimits(wait_seconds=0.2), fast=fast) as database:
        other = sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///"))
        other.execute("BEGIN IMMEDIATE")
        got = await asyncio.gather(
            *(turn(database, new(number)) for number in range(3)), return_exceptions=True
        )
        assert [type(result) for result in got] == [RecordsAway] * 3
        other.rollback()
        other.close()
        for number in range(3):  # one after the other: three at once would wait for each other's disk
            await turn(database, new(number))
        assert len(await everyone(database)) == 3
