"""Whether anything is on record for a resident: every table whose rows are listed to them is looked at."""

import pytest

from bot.services import RECORD_TYPES
from bot.services.listings.tables import ListingRecord
from bot.storage.database import Database
from bot.storage.models import Base
from bot.storage.ownership import has_rows, indexed_columns
from bot.storage.pseudonyms import pseudonym
from bot.storage.tables.tickets import TicketRecord
from tests.unit.storage.filled_rows import add_filled_row

OF_A_THREAD = "handoff_messages"  # rows of a hand-off, which has one itself
TABLES = {
    kind.table.__tablename__: kind.table
    for kind in RECORD_TYPES.values()
    if kind.table.__tablename__ != OF_A_THREAD
}


async def test_who_has_nothing_has_nothing(database: Database) -> None:
    async with database.work() as work:
        assert not await has_rows(work, "web:a")


@pytest.mark.parametrize("table", sorted(TABLES))
async def test_a_row_of_any_kind_is_seen(database: Database, table: str) -> None:
    async with database.work() as work:
        await add_filled_row(work, TABLES[table], user="web:a")
        assert await has_rows(work, "web:a")
        assert not await has_rows(work, "web:b")


async def test_an_anonymous_report_is_seen(database: Database) -> None:
    async with database.work() as work:
        await add_filled_row(work, TicketRecord, user=pseudonym(work.cipher, "web:a"))
        assert await has_rows(work, "web:a")


async def test_a_thing_that_is_kept_for_somebody_is_seen(database: Database) -> None:
    async with database.work() as work:
        await add_filled_row(work, ListingRecord, user="web:a", holder="web:b")
        assert await has_rows(work, "web:b")


def test_every_column_that_is_looked_at_has_an_index() -> None:
    looked_at = {str(column) for column in indexed_columns()}
    assert {f"{table}.user" for table in TABLES} <= looked_at
    assert "listings.holder" in looked_at
    assert all(column.table.name in Base.metadata.tables for column in indexed_columns())
