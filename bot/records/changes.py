"""The audit: a row for each change of a record, in the same transaction as the change."""

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records.models import ChangeRecord


async def note(
    session: AsyncSession, table: str, rows: list[int], actor: str, what: str, now: datetime
) -> None:
    """Write down that `actor` did `what` to each of these rows of `table`."""
    for row in rows:
        await session.execute(
            insert(ChangeRecord).values(table=table, row_id=row, actor=actor, what=what, at=now)
        )
