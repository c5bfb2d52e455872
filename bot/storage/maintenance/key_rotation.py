"""After a change of keys: what older keys sealed is sealed by the first one, while everything goes on."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Column, LargeBinary, String, Table, func, or_, select, update
from sqlalchemy.types import TypeDecorator

from bot.common.cipher import Cipher
from bot.storage.database import Database
from bot.storage.models import Base

BATCH = 500


async def rotate_keys(database: Database) -> AsyncIterator[tuple[str, int]]:
    """Seal anew, table by table and batch by batch; each table's name with how many of its rows changed.

    Found by how sealed data begins, so that no column can be forgotten. A row that a resident changes meanwhile
    is left as the resident left it.
    """
    if not database.cipher.older_marks:
        return
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.c if _may_be_sealed(column)]
        if columns:
            yield table.name, await _table(database, table, columns)


async def _table(database: Database, table: Table, columns: Sequence[Column[Any]]) -> int:
    [key] = table.primary_key
    older = or_(*(_older(column, database.cipher) for column in columns))
    after: Any = None
    changed = 0
    while True:
        async with database.work() as work:
            session = await work.write()
            where = older if after is None else older & (key > after)
            rows = list(
                (
                    await session.execute(select(key, *columns).where(where).order_by(key).limit(BATCH))
                ).mappings()
            )
            for row in rows:
                values = {
                    name: fresh
                    for name in (column.name for column in columns)
                    if (fresh := database.cipher.resealed(row[name])) is not None
                }
                same = [table.c[name] == row[name] for name in values]
                if values:
                    await session.execute(update(table).where(key == row[key.name], *same).values(**values))
                    changed += 1
            await work.commit()
        if len(rows) < BATCH:
            return changed
        after = rows[-1][key.name]


def _may_be_sealed(column: Column[Any]) -> bool:
    kind = column.type
    plain = isinstance(kind, String | LargeBinary) and not isinstance(kind, TypeDecorator)
    return plain and not column.primary_key


def _older(column: Column[Any], cipher: Cipher) -> Any:
    if isinstance(column.type, LargeBinary):
        return func.substr(column, 1, len(cipher.older_marks[0][1])).in_(
            [raw for _, raw in cipher.older_marks]
        )
    return or_(*(column.startswith(text, autoescape=True) for text, _ in cipher.older_marks))
