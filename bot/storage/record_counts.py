"""How many records of a kind there are."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select

from bot.storage.record_type import RecordType
from bot.storage.unit_of_work import UnitOfWork


async def count(
    work: UnitOfWork,
    record_type: RecordType,
    *,
    statuses: Collection[str] = (),
    since: datetime | None = None,
) -> int:
    """The number of records. statuses: with one of these, empty for any; since: made then or later."""
    session = await work.read()
    where = _conditions(record_type, statuses, since)
    query = select(func.count()).select_from(record_type.table).where(*where)
    return int(await session.scalar(query) or 0)


async def count_by(
    work: UnitOfWork,
    record_type: RecordType,
    column: str,
    limit: int,
    *,
    statuses: Collection[str] = (),
    since: datetime | None = None,
) -> list[tuple[str, int]]:
    """Each value of the column with the number of records that have it, the most frequent first."""
    session = await work.read()
    grouped = getattr(record_type.table, column)
    number = func.count()
    where = _conditions(record_type, statuses, since)
    query = select(grouped, number).where(*where).group_by(grouped).order_by(number.desc()).limit(limit)
    return [(str(value), count) for value, count in await session.execute(query)]


def _conditions(
    record_type: RecordType, statuses: Collection[str], since: datetime | None
) -> list[ColumnElement[bool]]:
    table: Any = record_type.table
    conditions: list[ColumnElement[bool]] = []
    if statuses:
        conditions.append(table.status.in_(statuses))
    if since is not None:
        conditions.append(table.created_at >= since)
    return conditions
