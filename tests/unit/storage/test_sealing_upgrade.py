"""The upgrade to 0015: residents' words that stood in plain are sealed, and anonymous tickets name nobody."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, MetaData, insert, select

from bot.common.cipher import Cipher, new_key
from bot.services.course_request import records as course_requests
from bot.services.course_request.records import NewCourseRequest
from bot.services.feedback import records as tickets
from bot.services.handoff import records as handoffs
from bot.services.listings import records as listings
from bot.services.volunteers import records as volunteers
from bot.storage.database import Database
from bot.storage.maintenance import erasure as privacy
from bot.storage.migrate import config
from tests.databases import opened

AT = datetime(2026, 5, 6, 1, 0, tzinfo=UTC)
DELETED = "钱多多，13712340002"
USER = "wechat:oSecret"
PLAIN: dict[str, dict[str, Any]] = {
    "handoffs": {"free": "下午，打13712340001，住12幢301"},
    "listings": {"item": "婴儿床，找李桂香"},
    "volunteers": {"skills": "会理发，我叫王小妹", "free": "周末"},
    "course_requests": {"subject": "烘焙", "fold": "烘焙"},
    "tickets": {"anonymous": True, "user": USER},
    "changes": {"table": "tickets", "row_id": 1, "actor": USER},
    "remarks": {"table": "tickets", "row": 1, "user": USER},
}
STATUS = {"handoffs": "callback", "volunteers": "active", "tickets": "received"}


@pytest.fixture
async def upgraded(empty_database_url: str) -> Any:
    cipher = Cipher(new_key())
    old = Database(empty_database_url, cipher)
    async with old.engine.begin() as connection:
        await connection.run_sync(filled, cipher)
    await old.close()
    if old.is_sqlite:
        delete_in_the_old_way(Path(str(old.engine.url.database)))
    async with opened(empty_database_url, cipher) as database:
        yield database


def filled(connection: Connection, cipher: Cipher) -> None:
    alembic = config()
    alembic.attributes["connection"] = connection
    command.upgrade(alembic, "0014")
    schema = MetaData()
    schema.reflect(connection)
    for name, values in PLAIN.items():
        table = schema.tables[name]
        row = {
            column.name: filler(column.type.python_type)
            for column in table.c
            if not (column.nullable or column.primary_key)
        }
        row |= {"status": STATUS.get(name, "open")} if "status" in row else {}
        connection.execute(insert(table).values(**row | values))


def delete_in_the_old_way(file: Path) -> None:
    """An earlier release deleted rows without overwriting them."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = OFF")
        connection.execute("INSERT INTO usage VALUES (1, '2026-05-06', ?, 1)", [DELETED])
        connection.execute("DELETE FROM usage")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert DELETED.encode() in file.read_bytes()


def filler(kind: type) -> Any:
    return {str: "", int: 1, bool: False, datetime: AT}[kind]


def everything(connection: Connection) -> str:
    schema = MetaData()
    schema.reflect(connection)
    return str([list(connection.execute(select(table))) for table in schema.sorted_tables])


async def test_nothing_of_it_stands_in_plain_and_all_of_it_is_read(upgraded: Database) -> None:
    async with upgraded.work() as work:
        stored = await (await (await work.read()).connection()).run_sync(everything)
        for plain in ("13712340001", "李桂香", "王小妹", "周末", "烘焙", USER):
            assert plain not in stored
        assert [handoff.free for handoff in await handoffs.every(work)] == [PLAIN["handoffs"]["free"]]
        assert [listing.item for listing in await listings.every(work)] == [PLAIN["listings"]["item"]]
        [volunteer] = await volunteers.every(work)
        assert {"skills": volunteer.skills, "free": volunteer.free} == PLAIN["volunteers"]
        [ticket] = await tickets.of_user(work, USER)
        assert ticket.account == USER
        assert USER in await privacy.all_users(work)
        assert {row.table for row in await privacy.records_of(work, USER)} == {"tickets", "remarks"}


async def test_the_file_holds_nothing_of_it_either(upgraded: Database) -> None:
    if not upgraded.is_sqlite:
        return
    file = Path(str(upgraded.engine.url.database))
    stored = b"".join(part.read_bytes() for part in file.parent.glob(f"{file.name}*"))
    for plain in ("13712340001", "李桂香", "王小妹", "周末", "烘焙", USER, DELETED):
        assert plain.encode() not in stored


async def test_a_subject_is_counted_with_those_asked_for_before(upgraded: Database) -> None:
    async with upgraded.work() as work:
        new, _ = await course_requests.ask(work, NewCourseRequest("web:2", "学烘焙", "烘焙"), AT)
        assert await course_requests.wanted(work, new.fold) == 2


async def test_what_an_older_process_still_writes_is_read(upgraded: Database) -> None:
    async with upgraded.work() as work:
        connection = await (await work.write()).connection()
        await connection.exec_driver_sql("UPDATE listings SET item = '婴儿床'")
        assert [listing.item for listing in await listings.every(work)] == ["婴儿床"]
