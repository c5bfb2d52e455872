"""Many enrolments in one transaction: everyone as if they had come one by one, all of them durable or none."""

import asyncio
import sqlite3
from collections import Counter
from typing import Any

import pytest
import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.errors import RecordsAway
from bot.services.enrolment import placing, seats
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.records import AlreadyEnrolled, Enrolment, NewEnrolment
from bot.storage import turns
from bot.storage.database import Database, UnitOfWork
from bot.storage.fast.group_commit import Batch, BatchAborted
from bot.storage.limits import DatabaseLimits
from bot.storage.turns import TurnRow
from tests.databases import opened
from tests.unit.storage.samples import NOW, new


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many came to each shared transaction."""
    sizes: list[int] = []
    expect = Batch.expect

    def counted(batch: Batch, members: int) -> None:
        sizes.append(members)
        expect(batch, members)

    monkeypatch.setattr(Batch, "expect", counted)
    return sizes


async def turn(database: Database, what: NewEnrolment, seats: int = 10, message: str = "") -> Enrolment:
    """A whole turn: placed, its row left, committed."""
    async with database.work(together=True) as work:
        placed = await placing.place(work, what, seats, NOW)
        await turns.remember(work, TurnRow(message or what.user, what.user, 1, b"[]", b"{}"), NOW)
        await work.commit()
        return placed


async def everyone(database: Database) -> list[Enrolment]:
    async with database.work() as work:
        return await enrolments.everyone(work)


async def test_many_at_once_get_what_each_would_have_got(database: Database, batches: list[int]) -> None:
    wanted = [new(number, session=f"electric-{number % 2}") for number in range(50)]
    placed = await asyncio.gather(*(turn(database, one) for one in wanted))
    assert max(batches) > 10
    assert [(one.user, one.session, one.phone) for one in placed] == [
        (one.user, one.session, one.phone) for one in wanted
    ]
    assert sorted(await everyone(database), key=lambda one: one.user) == sorted(
        placed, key=lambda one: one.user
    )
    for session in ("electric-0", "electric-1"):
        places = [one.place for one in placed if one.session == session]
        assert places == [0] * 10 + list(range(1, 16))
    last = await turn(database, new(99, session="electric-0"))
    assert last.place == 16
    more = await asyncio.gather(
        *(turn(database, new(number, session="electric-0")) for number in range(60, 70))
    )
    standing = {one.user: one.place for one in await everyone(database)}
    assert [standing[one.user] for one in (last, *more)] == list(range(16, 27))
    async with database.work() as work:
        assert await turns.count(work, "web:7") == 1


async def test_the_same_person_twice_among_many(database: Database, batches: list[int]) -> None:
    there = await turn(database, new(1))
    wanted = [new(2, phone="13800000001"), new(3), new(4), new(5, phone="13800000004", session="electric-2")]
    got = await asyncio.gather(*(turn(database, one, seats=3) for one in wanted), return_exceptions=True)
    assert batches == [1, 2]
    assert [type(one) for one in got] == [AlreadyEnrolled, Enrolment, Enrolment, AlreadyEnrolled]
    assert isinstance(got[0], AlreadyEnrolled)
    assert got[0].existing == there
    assert [one.place for one in await everyone(database)] == [0, 0, 0]


async def test_who_leaves_takes_all_with_them_and_all_can_come_again(database: Database) -> None:
    async def leaves() -> None:
        async with database.work(together=True) as work:
            await placing.place(work, new(0), 10, NOW)

    got = await asyncio.gather(
        leaves(), *(turn(database, new(number)) for number in (1, 2)), return_exceptions=True
    )
    assert [type(one) for one in got] == [type(None), BatchAborted, BatchAborted]
    assert await everyone(database) == []
    await asyncio.gather(*(turn(database, new(number)) for number in (1, 2)))
    assert len(await everyone(database)) == 2


async def test_a_turn_that_is_cancelled_before_it_hears_what_it_got(database: Database) -> None:
    first = asyncio.create_task(turn(database, new(0)))
    expect = Batch.expect

    def cancelled(batch: Batch, members: int) -> None:
        expect(batch, members)
        first.cancel()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Batch, "expect", cancelled)
        with pytest.raises(BatchAborted):
            await turn(database, new(1))
    with pytest.raises(asyncio.CancelledError):
        await first
    await turn(database, new(2))
    assert [one.user for one in await everyone(database)][-1] == "web:2"


async def test_nothing_else_is_read_or_written_in_between(database: Database) -> None:
    async def reads(work: UnitOfWork) -> None:
        await enrolments.of_user(work, "web:0")

    async def writes(work: UnitOfWork) -> None:
        await placing.place(work, new(1), 10, NOW)

    for more in (reads, writes):
        async with database.work(together=True) as work:
            await placing.place(work, new(0), 10, NOW)
            assert work.wrote
            with pytest.raises(BatchAborted):
                await more(work)
    assert await everyone(database) == []


async def test_a_message_that_had_its_effect_spoils_nothing(database: Database) -> None:
    await turn(database, new(0), message="m0")
    again = new(1, phone="13811111111")
    got = await asyncio.gather(
        turn(database, again, message="m0"), turn(database, new(2)), return_exceptions=True
    )
    assert [type(one) for one in got] == [BatchAborted, BatchAborted]
    assert len(await everyone(database)) == 1


async def test_what_was_written_before_is_not_shared(database: Database, batches: list[int]) -> None:
    async with database.work(together=True) as work:
        await work.write()
        await placing.place(work, new(0), 10, NOW)
        await placing.place(work, new(1), 10, NOW)
        await work.commit()
    assert batches == []
    assert len(await everyone(database)) == 2


async def test_a_fault_in_the_shared_statements_is_nobodys_loss(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = seats.held

    async def broken(session: AsyncSession, asked: Counter[str]) -> Any:
        if asked.total() > 1:
            raise ValueError
        return await held(session, asked)

    monkeypatch.setattr(seats, "held", broken)
    with structlog.testing.capture_logs() as logs:
        await asyncio.gather(*(turn(database, new(number)) for number in range(3)))
    assert "not_together" in [line["event"] for line in logs]
    assert len(await everyone(database)) == 3


async def test_everyone_is_told_when_the_records_are_away(sqlite_url: str) -> None:
    async with opened(sqlite_url, limits=DatabaseLimits(wait_seconds=0.2)) as database:
        other = sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///"))
        other.execute("BEGIN IMMEDIATE")
        got = await asyncio.gather(
            *(turn(database, new(number)) for number in range(3)), return_exceptions=True
        )
        assert [type(one) for one in got] == [RecordsAway] * 3
        other.rollback()
        other.close()
        await asyncio.gather(*(turn(database, new(number)) for number in range(3)))
        assert len(await everyone(database)) == 3


async def test_nobody_waits_for_one_that_stands_still(database_url: str) -> None:
    async def stands_still(database: Database) -> None:
        async with database.work(together=True) as work:
            await placing.place(work, new(0), 10, NOW)
            await asyncio.sleep(1)
            with pytest.raises(BatchAborted):
                await work.commit()

    async with opened(database_url, limits=DatabaseLimits(batch_seconds=0.1)) as database:
        got = await asyncio.gather(stands_still(database), turn(database, new(1)), return_exceptions=True)
        assert [type(one) for one in got] == [type(None), BatchAborted]
        assert await everyone(database) == []
