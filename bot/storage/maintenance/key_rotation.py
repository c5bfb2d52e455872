"""Re-encrypts with the first key what older keys encrypted, while the service goes on."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, LargeBinary, String, Table, func, or_, select, update
from sqlalchemy import column as bare_column
from sqlalchemy import table as bare_table
from sqlalchemy.types import TypeDecorator

from bot.common.cipher import Cipher
from bot.storage.database import Database
from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed, SealedBytes

BATCH = 500


async def rotate_keys(database: Database) -> AsyncIterator[tuple[str, int]]:
    """Re-encrypt table by table and batch by batch; yields each table's name with the number of rows changed.

    Old ciphertexts are found by their prefix in every column of text or bytes, so that no column can be forgotten.
    A row that a resident changes meanwhile is left as the resident left it.
    """
    if not database.cipher.older_marks:
        return
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.c if _may_be_sealed(column)]
        if columns:
            yield table.name, await _rotate_table(database, table, columns)


async def _rotate_table(database: Database, table: Table, columns: Sequence[Column[Any]]) -> int:
    [key] = table.primary_key
    stored = [_as_stored(column) for column in columns]
    at_rest = bare_table(table.name, bare_column(key.name, key.type), *stored)
    after: Any = None
    changed = 0
    while True:
        async with database.work() as work:
            session = await work.write()
            where = or_(*(_is_older(column, database.cipher) for column in stored))
            if after is not None:
                where &= at_rest.c[key.name] > after
            batch = select(at_rest).where(where).order_by(at_rest.c[key.name]).limit(BATCH)
            rows = list((await session.execute(batch)).mappings())
            for row in rows:
                values = {
                    column.name: fresh
                    for column in stored
                    if (fresh := database.cipher.resealed(row[column.name])) is not None
                }
                unchanged = [at_rest.c[name] == row[name] for name in values]
                if values:
                    same_row = (at_rest.c[key.name] == row[key.name], *unchanged)
                    await session.execute(update(at_rest).where(*same_row).values(**values))
                    changed += 1
            await work.commit()
        if len(rows) < BATCH:
            return changed
        after = rows[-1][key.name]


def _may_be_sealed(column: Column[Any]) -> bool:
    kind = column.type
    plain = isinstance(kind, String | LargeBinary) and not isinstance(kind, TypeDecorator)
    return (plain or isinstance(kind, Sealed | SealedBytes)) and not column.primary_key


def _as_stored(column: Column[Any]) -> Any:
    """The column with the type that the database knows, so that ciphertext is neither opened nor sealed again."""
    is_bytes = isinstance(column.type, LargeBinary | SealedBytes)
    return bare_column(column.name, LargeBinary() if is_bytes else String())


def _is_older(column: Any, cipher: Cipher) -> ColumnElement[bool]:
    if isinstance(column.type, LargeBinary):
        prefixes = [raw for _, raw in cipher.older_marks]
        return func.substr(column, 1, len(prefixes[0])).in_(prefixes)
    return or_(*(column.startswith(text, autoescape=True) for text, _ in cipher.older_marks))
