"""The audit: a row for each change of a record, in the same transaction as the change."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records.database import UnitOfWork
from bot.records.models import ChangeRecord

_NOTE = insert(ChangeRecord.__table__)  # type: ignore[arg-type]


async def note(
    session: AsyncSession, table: str, rows: list[int], actor: str, what: str, now: datetime
) -> None:
    """Write down that `actor` did `what` to each of these rows of `table`."""
    noted = [{"table": table, "row_id": row, "actor": actor, "what": what, "at": now} for row in rows]
    if noted:
        await session.execute(_NOTE, noted)


async def of_row(work: UnitOfWork, table: str, row: int, most: int = 50) -> Sequence[ChangeRecord]:
    """What was done to this row, the newest first."""
    session = await work.read()
    found = await session.scalars(
        select(ChangeRecord)
        .where(ChangeRecord.table == table, ChangeRecord.row_id == row)
        .order_by(ChangeRecord.id.desc())
        .limit(most)
    )
    return found.all()
