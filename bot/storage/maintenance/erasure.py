"""Showing a resident all that is stored of them, and erasing it, in every table.

A row belongs to a resident by its table's column `user`.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.cipher import Cipher
from bot.common.clock import ZONE
from bot.storage.models import Base
from bot.storage.pseudonyms import PREFIX, owners
from bot.storage.sealed_columns import Sealed
from bot.storage.tables.changes import ChangeRecord
from bot.storage.unit_of_work import UnitOfWork

_INTERNAL = frozenset({"turns", "notices"})
_NOT_SHOWN = frozenset(
    {
        "user",
        "person",
        "phone_index",
        "twin",
        "fold",
        "same",
        "once",
        "address",
        "batch",
        "ticket",
        "occasion",
        "reminded",
        "updated_at",
        "session",
        "status",
    }
)

_WAY_BACK = "way_back"  # the account of an anonymous record: for the answer, shown to nobody
_OF_OTHERS = frozenset({"holder", "holder_name", "holder_phone", "receiver", "receiver_name"})
"""Columns in which a resident's row names somebody else: not handed out, for who reads them must have agreed first."""

Release = Callable[[AsyncSession, str], Awaitable[None]]
"""Removes an erased resident from a row that belongs to somebody else (the holder of a listing)."""


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """One record of a resident. row: its number; values: (column, text) of the columns that are shown."""

    table: str
    row: int
    values: tuple[tuple[str, str], ...]


async def records_of(work: UnitOfWork, user: str) -> list[StoredRecord]:
    """All records of the resident, but for those that only serve the programme."""
    session = await work.read()
    records = []
    for table in _tables_of_users():
        if table.name in _INTERNAL:
            continue
        rows = await session.execute(
            select(table).where(_is_of(table, work.cipher, user)).order_by(table.c.id)
        )
        records += [_stored_record(table, row) for row in rows.mappings()]
    return records


async def erase(work: UnitOfWork, user: str, now: datetime, releases: Iterable[Release]) -> int:
    """Delete every row of the resident, and their name from the rows of others; the number of deleted rows.

    releases: those of every kind of record, so that nobody's name stays in a row of somebody else.
    Seats and reservations have to be given up before, since those who wait for them are notified. The audit log keeps
    that somebody was erased, by a keyed digest.
    """
    session = await work.write()
    deleted = 0
    for table in _tables_of_users():
        result: Any = await session.execute(delete(table).where(_is_of(table, work.cipher, user)))
        deleted += int(result.rowcount)
    for release in releases:
        await release(session, user)
    theirs = ChangeRecord.actor.in_(owners(work.cipher, user))
    await session.execute(update(ChangeRecord).where(theirs).values(actor="erased"))
    what = f"erased {digest(work.cipher, user)}"
    await session.execute(
        insert(ChangeRecord).values(table="residents", row_id=0, actor="erased", what=what, at=now)
    )
    return deleted


def digest(cipher: Cipher, user: str) -> str:
    """The keyed digest that stays of somebody who was erased."""
    return cipher.index("erased", user)


async def all_users(work: UnitOfWork) -> set[str]:
    """Everybody who has a row in any table."""
    session = await work.read()
    users: set[str] = set()
    for table in _tables_of_users():
        users.update(await session.scalars(select(table.c.user).distinct()))
        if _WAY_BACK in table.c:
            users.update(await session.scalars(select(table.c[_WAY_BACK])))
    return {user for user in users if user and not user.startswith(PREFIX)}


def _tables_of_users() -> Iterator[Table]:
    return (table for table in Base.metadata.sorted_tables if "user" in table.c)


def _is_of(table: Table, cipher: Cipher, user: str) -> ColumnElement[bool]:
    return table.c.user.in_(owners(cipher, user))


def _stored_record(table: Table, row: RowMapping) -> StoredRecord:
    values = []
    for column in table.c:
        value = row[column.name]
        sealed = isinstance(column.type, Sealed)
        withheld = column.name in _OF_OTHERS or (column.name in _NOT_SHOWN and not sealed)
        if value in (None, "") or column.name in ("id", _WAY_BACK) or withheld:
            continue
        text = f"{value.astimezone(ZONE):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
        values.append((column.name, text))
    return StoredRecord(table.name, int(row["id"]), tuple(values))
