"""A copy of every table at one moment, and its restoration, in one format for SQLite and PostgreSQL.

A community that begins with SQLite moves to PostgreSQL by a backup and a restore.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import IO, Any, Protocol

from sqlalchemy import (
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.common.cipher import Cipher
from bot.common.errors import ConfigError, OrderRefused
from bot.storage import deleted_text
from bot.storage.installation import check_keys
from bot.storage.migrate import config
from bot.storage.sql_engine import IMMEDIATE
from bot.storage.tables.installation import InstallationRecord

_BATCH_ROWS = 1000
_REVISION = "alembic_version"


class Sink(Protocol):
    """Takes the lines of a table; returns how many they were."""

    def __call__(self, name: str, lines: Iterator[bytes]) -> int: ...


@dataclass(frozen=True, slots=True)
class DatabaseCopy:
    """revision: of the schema; rows: their number by table."""

    revision: str
    rows: dict[str, int]


async def copy(engine: AsyncEngine, sink: Sink) -> DatabaseCopy:
    """Give every table to the sink, a line of JSON for each row, from one snapshot; others can write meanwhile."""
    async with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            await connection.execution_options(isolation_level="REPEATABLE READ")
        return await connection.run_sync(_copy, sink)


async def restore(
    engine: AsyncEngine, cipher: Cipher, copied: DatabaseCopy, parts: Mapping[str, IO[bytes]]
) -> None:
    """Fill an empty database and migrate its schema, in one transaction.

    OrderRefused: the database has records, or the copy is incomplete. ConfigError: the copy is from a newer version, or
    was sealed by other keys.
    """
    async with engine.connect() as connection:
        await connection.execution_options(**{IMMEDIATE: True})
        async with connection.begin():
            await connection.run_sync(_restore, copied, parts)
            await connection.run_sync(check_keys, cipher)
    await deleted_text.rewrite_file(engine)  # an old copy held in plain what is sealed now


def _copy(connection: Connection, sink: Sink) -> DatabaseCopy:
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return DatabaseCopy(
        revision, {table.name: sink(table.name, _lines(connection, table)) for table in _tables(connection)}
    )


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    rows = connection.execution_options(yield_per=_BATCH_ROWS).execute(select(table))
    for row in rows.mappings():
        yield (
            json.dumps({name: _to_json(value) for name, value in row.items()}, ensure_ascii=False).encode()
            + b"\n"
        )


def _to_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return b64encode(value).decode() if isinstance(value, bytes) else value


def _restore(connection: Connection, copied: DatabaseCopy, parts: Mapping[str, IO[bytes]]) -> None:
    if inspect(connection).has_table(_REVISION):
        _refuse_records(connection)
        _drop_tables(connection)
    from alembic import command
    from alembic.util import CommandError

    alembic = config()
    alembic.attributes["connection"] = connection
    try:
        command.upgrade(alembic, copied.revision)
    except CommandError as error:
        raise ConfigError(f"the copy has a schema that is not known here ({copied.revision})") from error
    tables = {table.name: table for table in _tables(connection)}
    if InstallationRecord.__tablename__ in copied.rows:  # the copy holds its own
        connection.execute(delete(InstallationRecord))
    for name, count in copied.rows.items():  # they were copied in the order of their foreign keys
        if name not in tables or _insert_rows(connection, tables[name], parts[name]) != count:
            raise OrderRefused(f"备份文件不完整：{name}")
    command.upgrade(alembic, "head")


def _refuse_records(connection: Connection) -> None:
    for table in _tables(connection):
        if table.name == InstallationRecord.__tablename__:
            continue
        if connection.execute(select(func.count()).select_from(table)).scalar_one():
            raise OrderRefused(f"这个数据库里已经有记录（{table.name}），恢复只写进空的数据库")


def _drop_tables(connection: Connection) -> None:
    metadata = MetaData()
    metadata.reflect(connection)
    metadata.drop_all(connection)


def _tables(connection: Connection) -> list[Table]:
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != _REVISION]


def _insert_rows(connection: Connection, table: Table, part: IO[bytes]) -> int:
    count = 0
    for rows in _batches(part):
        connection.execute(insert(table), [_from_json(table, row) for row in rows])
        count += len(rows)
    if connection.dialect.name == "postgresql":
        _set_sequences(connection, table)
    return count


def _batches(lines: Iterable[bytes]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for line in lines:
        batch.append(json.loads(line))
        if len(batch) == _BATCH_ROWS:
            yield batch
            batch = []
    if batch:
        yield batch


def _from_json(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(table.c[name].type, value) for name, value in row.items()}


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, DateTime):
        at = datetime.fromisoformat(value)
        return at if kind.timezone else at.replace(tzinfo=None)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return b64decode(value) if isinstance(kind, LargeBinary) else value


def _set_sequences(connection: Connection, table: Table) -> None:
    """Let the numbers of new rows follow the highest one."""
    for column in table.primary_key:
        if isinstance(column.type, Integer):
            highest = connection.execute(select(func.max(column))).scalar()
            sequence = connection.execute(
                select(func.pg_get_serial_sequence(f'"{table.name}"', column.name))
            ).scalar()
            if highest and sequence:
                connection.execute(select(func.setval(sequence, highest)))
