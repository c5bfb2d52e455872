"""A message has its effect once, and a session that fell behind cannot write."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from bot.storage import notices, turns
from bot.storage.database import Database
from bot.storage.turns import AlreadyAnswered, StaleSession, TurnRow
from tests.databases import opened
from tests.unit.services.enrolment.sample_enrolments import NOW


@pytest.fixture
async def database(database_url: str, fast: bool) -> AsyncIterator[Database]:
    async with opened(database_url, fast=fast) as database:
        yield database


def row(message_id: str, writes: int) -> TurnRow:
    return TurnRow(message_id, "web:u", writes, f"答复 {message_id}".encode(), f"session {writes}".encode())


async def turn(database: Database, what: TurnRow) -> None:
    async with database.work() as work:
        await notices.add(work, what.user, what.message_id, NOW)
        await turns.record(work, what, NOW)
        await work.commit()


async def test_remembered_found_and_last(database: Database) -> None:
    await turn(database, row("m1", 1))
    await turn(database, row("m2", 2))
    async with database.work() as work:
        assert await turns.find(work, "m1") == row("m1", 1)
        assert await turns.find(work, "m9") is None
        assert await turns.last(work, "web:u") == row("m2", 2)
        assert await turns.last(work, "web:other") is None


async def test_the_same_message_twice_has_one_effect(database: Database) -> None:
    await turn(database, row("m1", 1))
    with pytest.raises(AlreadyAnswered) as seen:
        await turn(database, row("m1", 2))
    assert seen.value.row == row("m1", 1)
    async with database.work() as work:
        assert len(await notices.pending(work, 9, NOW)) == 1


async def test_a_session_that_fell_behind(database: Database) -> None:
    await turn(database, row("m1", 1))
    await turn(database, row("m2", 2))
    async with database.work() as work:
        await notices.add(work, "web:u", "m3", NOW)
        with pytest.raises(StaleSession) as stale:
            await turns.record(work, row("m3", 1), NOW)
        assert stale.value.row == row("m2", 2)
        assert not work.wrote
        await work.commit()
    async with database.work() as work:
        assert len(await notices.pending(work, 9, NOW)) == 2


async def test_answers_and_sessions_are_sealed(database: Database) -> None:
    await turn(database, row("m1", 1))
    async with database.work() as work:
        raw = (await (await work.read()).execute(text("SELECT replies, session_after FROM turns"))).one()
    assert "答复".encode() not in bytes(raw[0])
    assert b"session" not in bytes(raw[1])
