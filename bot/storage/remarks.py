"""The staff's notes on records; a resident who asks for their data sees those on their records."""

from dataclasses import dataclass
from datetime import datetime

from bot.storage.repository import Repository
from bot.storage.tables.remarks import RemarkRecord
from bot.storage.unit_of_work import UnitOfWork

_R = RemarkRecord


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on a record."""

    id: int
    author: str
    text: str
    created_at: datetime


_rows = Repository(RemarkRecord, Remark)


async def add(
    work: UnitOfWork, table: str, row: int, user: str, text: str, author: str, now: datetime
) -> Remark:
    """Add a note to this row of the table; user: the resident whom the row belongs to."""
    return await _rows.add(
        work, author, now, user=user, table=table, row=row, author=author, status="kept", text=text
    )


async def of_row(work: UnitOfWork, table: str, row: int) -> list[Remark]:
    """The notes on this row, oldest first."""
    return await _rows.all(work, _R.table == table, _R.row == row)
