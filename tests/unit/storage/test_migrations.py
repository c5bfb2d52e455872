"""From every released schema, with a row in each table, to today's: nothing is lost, everything is readable."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    insert,
    select,
)

from bot.common.cipher import Cipher, new_key
from bot.content.snapshot import Content
from bot.services import EXPORTS, RECORD_TYPES, exported
from bot.storage import turns
from bot.storage.database import Database
from bot.storage.maintenance import erasure as privacy
from bot.storage.migrate import config
from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed
from tests.databases import opened

USER, PERSONAL = "web:u", "张三13800000000"
AT = datetime(2026, 5, 6, 1, 0, tzinfo=UTC)
REVISIONS = [revision.revision for revision in ScriptDirectory.from_config(config()).walk_revisions()][::-1]
# Where a word of ours is expected, any string would not do.
STATUS = {
    kind.table.__tablename__: min(kind.transitions.initial).value
    for kind in RECORD_TYPES.values()
    if kind.transitions is not None
} | {"deliveries": "sent"}

_OF_THE_SCHEMA = frozenset({"alembic_version", "installation"})
Rows = dict[str, dict[str, Any]]


@pytest.mark.parametrize("revision", REVISIONS)
async def test_nothing_is_lost_on_the_way_up(
    empty_database_url: str, revision: str, content: Content
) -> None:
    cipher = Cipher(new_key())
    old = Database(empty_database_url, cipher)
    async with old.engine.begin() as connection:
        await connection.run_sync(_upgraded, revision)
        before = await connection.run_sync(_filled, cipher)
    await old.close()
    assert before
    async with opened(empty_database_url, cipher) as database, database.work() as work:
        connection = await (await work.read()).connection()
        after = await connection.run_sync(_all_rows)
        for table, row in before.items():
            assert {name: after[table].get(name) for name in row} == row, table
        await _readable(database, set(before), content)


async def _readable(database: Database, filled: set[str], content: Content) -> None:
    """Today's records understand what yesterday's wrote."""
    async with database.work() as work:
        session = await work.read()
        for mapper in Base.registry.mappers:
            if mapper.local_table.name in filled:  # type: ignore[attr-defined]
                assert (await session.scalars(select(mapper.class_))).one()
        of_users = {name for name in filled if "user" in Base.metadata.tables[name].c}
        told = await privacy.records_of(work, USER)
        assert {row.table for row in told} == of_users - {"turns", "notices"}
        assert PERSONAL in str(told)
        assert work.cipher.seal_text("x")[:5] not in str(told)
        for kind in EXPORTS:
            table = await exported(work, kind, content)
            assert len(table.rows) == (RECORD_TYPES[kind].table.__tablename__ in filled), kind
        row = await turns.last(work, USER)
        assert row is not None
        assert row.replies == PERSONAL.encode()


def _upgraded(connection: Connection, revision: str) -> None:
    alembic = config()
    alembic.attributes["connection"] = connection
    command.upgrade(alembic, revision)


def _filled(connection: Connection, cipher: Cipher) -> Rows:
    """A row in every table that there is; what was written, as it is read back."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        if table.name not in _OF_THE_SCHEMA:
            values = {column.name: _value(table.name, column, cipher) for column in table.c}
            connection.execute(insert(table).values(**values))
    return _all_rows(connection)


def _all_rows(connection: Connection) -> Rows:
    found = MetaData()
    found.reflect(connection)
    rows = {}
    for table in found.sorted_tables:
        if table.name not in _OF_THE_SCHEMA and (row := connection.execute(select(table)).mappings().first()):
            rows[table.name] = dict(row)
    return rows


def _value(table: str, column: Column[Any], cipher: Cipher) -> Any:
    today = Base.metadata.tables[table].c.get(column.name)
    if today is not None and isinstance(today.type, Sealed):
        return cipher.seal_text(PERSONAL)
    if column.name == "anonymous":
        return False  # else the account may not stay: `test_sealing_upgrade`
    if column.name in ("user", "status"):
        return USER if column.name == "user" else STATUS.get(table, "open")
    match column.type:
        case LargeBinary():
            return cipher.seal(PERSONAL.encode())
        case DateTime():
            return AT if column.type.timezone else AT.replace(tzinfo=None)
        case Date():
            return date(2026, 5, 6)
        case Boolean() | Integer() | Float():
            return 1
        case _:
            return ""


def test_there_are_revisions_and_each_is_tried() -> None:
    assert len(REVISIONS) >= 13
