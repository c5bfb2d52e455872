"""SQLAlchemy's engine: how SQLite and PostgreSQL are connected to, and which errors mean that the database is away."""

import os
import shutil
import sqlite3
import ssl
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import URL, Connection, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import ArgumentError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import QueuePool

from bot.common.cipher import Cipher
from bot.common.errors import ConfigError, RecordsAway
from bot.storage.limits import DatabaseLimits
from bot.storage.sealed_columns import use_cipher

# Execution options: whether a transaction begins with the write lock, and what to call when it is lost.
IMMEDIATE = "immediate"
ON_LOST = "on_lost"

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
# secure_delete: what is deleted is overwritten, so that an erased resident's text is not found in the file.
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON")

SqliteConnect = Callable[[str, float], aiosqlite.Connection]
"""Opens a SQLite file; the number is how many seconds a statement waits for the file's lock."""

# Behind a pooler each transaction may get another server connection, on which nothing that belongs to a connection
# (settings, named statements) is found again.
_POOLER_MODE = "transaction"
_POOLER_ARGS: dict[str, Any] = {
    "server_settings": {"application_name": "bot"},
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": str,  # "": the unnamed one, which lasts as long as its transaction
}

# PostgreSQL, appendix A: 28 wrong user or password, 3D no such database.
_REFUSING_STATES = ("28", "3D")
# The same: 08 connection, 25006 read-only, 40 rollback (deadlock), 53 no resources (disk full),
# 55 lock not available, 57 operator intervention (shutdown), 58 system error.
_AWAY_STATES = ("08", "25006", "40", "53", "55", "57", "58")
_AWAY_CODES = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB,
}  # fmt: skip


def unreachable(engine: AsyncEngine) -> tuple[type[Exception], ...]:
    """What a driver raises before there is a connection, and SQLAlchemy therefore does not wrap."""
    if engine.dialect.name == "sqlite":
        return (OSError, PoolTimeoutError)
    import asyncpg  # type: ignore[import-untyped]

    return (OSError, PoolTimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


def make_engine(
    url: str, cipher: Cipher, limits: DatabaseLimits, sqlite_connect: SqliteConnect | None = None
) -> AsyncEngine:
    """The engine for a `sqlite:` or `postgresql:` URL; connects to nothing yet. ConfigError for any other.

    cipher: seals and opens the columns of personal data. sqlite_connect: None for aiosqlite's own way.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ConfigError("DATABASE_URL is not a URL (postgresql://user:password@host/name)") from None
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise ConfigError(f"DATABASE_URL begins with {parsed.drivername}: it must be postgresql or sqlite")
    parsed = parsed.set(drivername=driver)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    engine = _sqlite(parsed, limits, sqlite_connect) if is_sqlite else _postgresql(parsed, limits)
    event.listen(engine.sync_engine, "handle_error", _translate)
    use_cipher(engine, cipher)
    return engine


def in_use(engine: AsyncEngine) -> int:
    """How many connections units of work hold now."""
    return engine.pool.checkedout() if isinstance(engine.pool, QueuePool) else 0


async def writable(session: AsyncSession, free_bytes: int) -> bool:
    """Whether the database can be written to, found out without writing: it is asked every few seconds.

    PostgreSQL: it is no standby and not set to read-only. SQLite: the file is writable and the disk has so much room.
    """
    if session.get_bind().dialect.name != "sqlite":
        return bool(await session.scalar(text("SELECT current_setting('transaction_read_only') = 'off'")))
    path = await session.scalar(text("SELECT file FROM pragma_database_list WHERE name = 'main'"))
    return not path or (os.access(path, os.W_OK) and shutil.disk_usage(path).free >= free_bytes)


def _sqlite(url: URL, limits: DatabaseLimits, connect: SqliteConnect | None) -> AsyncEngine:
    path = url.database or ""
    options: dict[str, Any] = {}
    if connect is None:
        options["connect_args"] = {"timeout": limits.wait_seconds}
    else:
        options["async_creator"] = lambda: connect(path, limits.wait_seconds)
    engine = create_async_engine(url, hide_parameters=True, pool_timeout=limits.wait_seconds, **options)
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: object) -> None:
    # The driver must not begin transactions by itself: `_begin_sqlite` does.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # Without IMMEDIATE a transaction that first reads and then writes fails at once when another one writes.
    immediate = connection.get_execution_options().get(IMMEDIATE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _postgresql(url: URL, limits: DatabaseLimits) -> AsyncEngine:
    url, tls = _tls(url)
    pooled = url.query.get("pooler")
    if pooled not in {None, _POOLER_MODE}:
        raise ConfigError(f"DATABASE_URL: pooler={_POOLER_MODE} is what is known")
    engine = create_async_engine(
        url.difference_update_query(["pooler"]),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=limits.wait_seconds,
        connect_args={
            "timeout": 3,
            "command_timeout": 3 * limits.wait_seconds,
            **tls,
            **(_POOLER_ARGS if pooled else _direct_args(limits)),
        },
    )
    if pooled:
        event.listen(engine.sync_engine, "begin", partial(_set_lock_timeout, limits))
    return engine


_VERIFYING = ("verify-ca", "verify-full")


def _tls(url: URL) -> tuple[URL, dict[str, Any]]:
    """The URL without libpq's `sslmode` and `sslrootcert`, which operators copy, and what asyncpg calls them.

    ConfigError: the file of root certificates cannot be read.
    """
    mode, root = str(url.query.get("sslmode", "")), str(url.query.get("sslrootcert", ""))
    url = url.difference_update_query(["sslmode", "sslrootcert"])
    if root and mode in _VERIFYING:
        try:
            context = ssl.create_default_context(cafile=root)
        except (OSError, ssl.SSLError) as error:
            raise ConfigError(f"DATABASE_URL: sslrootcert={root} cannot be read: {error}") from None
        context.check_hostname = mode == "verify-full"
        return url, {"ssl": context}
    return (url.update_query_dict({"ssl": mode}) if mode else url), {}


def _direct_args(limits: DatabaseLimits) -> dict[str, Any]:
    return {"server_settings": {"application_name": "bot", "lock_timeout": _milliseconds(limits)}}


def _set_lock_timeout(limits: DatabaseLimits, connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_milliseconds(limits)}'")


def _milliseconds(limits: DatabaseLimits) -> str:
    return f"{round(limits.wait_seconds * 1000)}ms"


def _translate(context: ExceptionContext) -> None:
    """Raise RecordsAway when the database is away or full; an error of the programme stays what it is."""
    original = context.original_exception
    if not isinstance(original, Exception):
        return  # a cancelled task also loses its connection, but is to stay cancelled
    if getattr(original, "sqlstate", None) == "08P01" and "startup parameter" in str(original):
        raise ConfigError(f"DATABASE_URL: {original}; a pooler wants ?pooler={_POOLER_MODE}") from original
    if str(getattr(original, "sqlstate", None) or "").startswith(_REFUSING_STATES):
        raise RecordsAway(f"DATABASE_URL: the database refuses us: {_plainly(original)}") from original
    if context.is_disconnect or _is_away(original):
        on_lost = context.connection.get_execution_options().get(ON_LOST) if context.connection else None
        if on_lost:
            on_lost()
        raise RecordsAway(f"the database does not answer: {type(original).__name__}") from original


def _plainly(error: Exception) -> str:
    """What the server said, without the class that SQLAlchemy puts before it."""
    return str(error).rpartition(">: ")[2]


def _is_away(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return error.sqlite_errorcode & 0xFF in _AWAY_CODES
    state = str(getattr(error, "sqlstate", None) or "")
    return isinstance(error, OSError) or state.startswith(_AWAY_STATES)
