"""The audit log: an entry for each change of a record, in the same transaction as the change."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.tables.changes import ChangeRecord
from bot.storage.unit_of_work import UnitOfWork

_INSERT = insert(ChangeRecord.__table__)  # type: ignore[arg-type]


class Change(NamedTuple):
    """Who did what to which row, and when; never a name, a phone or a text of a resident."""

    table: str
    row_id: int
    actor: str
    what: str
    at: datetime


async def note(
    session: AsyncSession, table: str, rows: list[int], actor: str, what: str, now: datetime
) -> None:
    """Add an entry that `actor` did `what` for each of these rows of `table`."""
    await note_each(session, [Change(table, row, actor, what, now) for row in rows])


async def note_each(session: AsyncSession, changes: Sequence[Change]) -> None:
    """Add an entry for each of these changes, which may have several actors."""
    if changes:
        await session.execute(_INSERT, [change._asdict() for change in changes])


async def of_row(work: UnitOfWork, table: str, row: int, limit: int = 50) -> Sequence[ChangeRecord]:
    """The entries of this row, the newest first."""
    session = await work.read()
    entries = await session.scalars(
        select(ChangeRecord)
        .where(ChangeRecord.table == table, ChangeRecord.row_id == row)
        .order_by(ChangeRecord.id.desc())
        .limit(limit)
    )
    return entries.all()
