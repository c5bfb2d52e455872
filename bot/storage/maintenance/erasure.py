"""What is stored on a resident, in every table; and its end.

A table belongs to a resident by its column `user`; what is sealed in it is personal.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Table, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.cipher import Cipher
from bot.common.clock import ZONE
from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed
from bot.storage.tables.changes import ChangeRecord
from bot.storage.unit_of_work import UnitOfWork

_INTERNAL = frozenset({"turns", "notices"})
_NOT_TOLD = frozenset(
    {
        "user",
        "person",
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

Release = Callable[[AsyncSession, str], Awaitable[None]]
"""Takes an erased resident out of other people's rows (who holds a listing)."""


@dataclass(frozen=True, slots=True)
class Stored:
    """One record, opened: its table, its number, and what it says, column by column."""

    table: str
    row: int
    values: tuple[tuple[str, str], ...]


async def stored(work: UnitOfWork, user: str) -> list[Stored]:
    """Everything that is on record for this resident."""
    session = await work.read()
    found = []
    for table in _of_users():
        if table.name in _INTERNAL:
            continue
        rows = await session.execute(select(table).where(table.c.user == user).order_by(table.c.id))
        found += [_stored(table, row) for row in rows.mappings()]
    return found


async def erase(work: UnitOfWork, user: str, now: datetime, releases: Iterable[Release]) -> int:
    """Delete every row of the resident, and their name from what others see; how many rows went.

    releases: of every kind of record, so that nobody's name stays in a row that belongs to somebody else.
    Give up scarce places (seats, reservations) before: who waits for them has to be told. What remains is that
    somebody was erased, by a keyed digest.
    """
    session = await work.write()
    gone = 0
    for table in _of_users():
        result: Any = await session.execute(delete(table).where(table.c.user == user))
        gone += int(result.rowcount)
    for release in releases:
        await release(session, user)
    await session.execute(update(ChangeRecord).where(ChangeRecord.actor == user).values(actor="erased"))
    what = f"erased {digest(work.cipher, user)}"
    await session.execute(
        insert(ChangeRecord).values(table="residents", row_id=0, actor="erased", what=what, at=now)
    )
    return gone


def digest(cipher: Cipher, user: str) -> str:
    """What remains of somebody who was erased."""
    return cipher.index("erased", user)


async def users(work: UnitOfWork) -> set[str]:
    """Everybody of whom something is on record."""
    session = await work.read()
    found: set[str] = set()
    for table in _of_users():
        found.update(await session.scalars(select(table.c.user).distinct()))
    return found


def _of_users() -> Iterator[Table]:
    return (table for table in Base.metadata.sorted_tables if "user" in table.c)


def _stored(table: Table, row: RowMapping) -> Stored:
    values = []
    for column in table.c:
        value = row[column.name]
        sealed = isinstance(column.type, Sealed)
        if value in (None, "") or column.name == "id" or (column.name in _NOT_TOLD and not sealed):
            continue
        text = f"{value.astimezone(ZONE):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)
        values.append((column.name, text))
    return Stored(table.name, int(row["id"]), tuple(values))
