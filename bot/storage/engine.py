"""The engine: how a connection is opened on SQLite and PostgreSQL, and which errors mean that it is away."""

import os
import shutil
import sqlite3
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import URL, Connection, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.exc import ArgumentError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from bot.common.cipher import Cipher
from bot.common.errors import ConfigError, RecordsAway
from bot.storage.fast import sqlite_thread as one_hop
from bot.storage.limits import DatabaseLimits
from bot.storage.sealed_columns import use_cipher

# Execution options: what kind of transaction begins, and what to call when it is lost.
IMMEDIATE = "immediate"
ON_LOST = "on_lost"

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")

# A pooler gives each transaction another connection of its own: what belongs to a connection (settings, named
# statements) is not there in the next one.
_POOLER = "transaction"
_BEHIND: dict[str, Any] = {
    "server_settings": {"application_name": "bot"},
    "statement_cache_size": 0,
    "prepared_statement_cache_size": 0,
    "prepared_statement_name_func": str,  # "": the unnamed one, which lasts as long as its transaction
}

# PostgreSQL, appendix A: 08 connection, 25006 read-only, 40 rollback (deadlock), 53 no resources (disk full),
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


def make_engine(url: str, cipher: Cipher, limits: DatabaseLimits) -> AsyncEngine:
    """The engine for a `sqlite:` or `postgresql:` URL; connects to nothing yet. ConfigError for any other.

    cipher: seals and opens the columns of personal data.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ConfigError("DATABASE_URL is not a URL (postgresql://user:password@host/name)") from None
    driver = _DRIVERS.get(parsed.drivername)
    if driver is None:
        raise ConfigError(f"DATABASE_URL begins with {parsed.drivername}: it must be postgresql or sqlite")
    parsed = parsed.set(drivername=driver)
    engine = _sqlite(parsed, limits) if parsed.get_backend_name() == "sqlite" else _postgresql(parsed, limits)
    event.listen(engine.sync_engine, "handle_error", _translate)
    use_cipher(engine, cipher)
    return engine


async def writable(session: AsyncSession, free_bytes: int) -> bool:
    """May it be written to? Told without writing: it is asked every few seconds.

    PostgreSQL says so of a standby and of a server set read-only; SQLite needs its file to be ours, and
    `free_bytes` of room beside it.
    """
    if session.get_bind().dialect.name != "sqlite":
        return bool(await session.scalar(text("SELECT current_setting('transaction_read_only') = 'off'")))
    path = await session.scalar(text("SELECT file FROM pragma_database_list WHERE name = 'main'"))
    return not path or (os.access(path, os.W_OK) and shutil.disk_usage(path).free >= free_bytes)


def _sqlite(url: URL, limits: DatabaseLimits) -> AsyncEngine:
    path = url.database or ""

    async def opened() -> aiosqlite.Connection:
        return await one_hop.connect(path, limits.wait_seconds)

    engine = create_async_engine(
        url, hide_parameters=True, pool_timeout=limits.wait_seconds, async_creator=opened
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: object) -> None:
    # The driver must not begin transactions by itself: `_begin_sqlite` says which kind it is.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that turns from reading to writing half-way fails without waiting for the lock.
    immediate = connection.get_execution_options().get(IMMEDIATE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _postgresql(url: URL, limits: DatabaseLimits) -> AsyncEngine:
    if "sslmode" in url.query:  # libpq's word, which operators paste; asyncpg calls it ssl
        mode = url.query["sslmode"]
        url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    pooled = url.query.get("pooler")
    if pooled not in {None, _POOLER}:
        raise ConfigError(f"DATABASE_URL: pooler={_POOLER} is what is known")
    engine = create_async_engine(
        url.difference_update_query(["pooler"]),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=limits.wait_seconds,
        connect_args={
            "timeout": 3,
            "command_timeout": 3 * limits.wait_seconds,
            **(_BEHIND if pooled else _alone(limits)),
        },
    )
    if pooled:
        event.listen(engine.sync_engine, "begin", partial(_limit_waiting, limits))
    return engine


def _alone(limits: DatabaseLimits) -> dict[str, Any]:
    return {"server_settings": {"application_name": "bot", "lock_timeout": _milliseconds(limits)}}


def _limit_waiting(limits: DatabaseLimits, connection: Connection) -> None:
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_milliseconds(limits)}'")


def _milliseconds(limits: DatabaseLimits) -> str:
    return f"{round(limits.wait_seconds * 1000)}ms"


def _translate(context: ExceptionContext) -> None:
    """Raise RecordsAway for what is the machine's fault; a fault of ours stays what it is."""
    original = context.original_exception
    if not isinstance(original, Exception):
        return  # a cancelled task also loses its connection, and stays cancelled
    if getattr(original, "sqlstate", None) == "08P01" and "startup parameter" in str(original):
        raise ConfigError(f"DATABASE_URL: {original}; a pooler wants ?pooler={_POOLER}") from original
    if context.is_disconnect or _is_away(original):
        lost = context.connection.get_execution_options().get(ON_LOST) if context.connection else None
        if lost:
            lost()
        raise RecordsAway(f"the database does not answer: {type(original).__name__}") from original


def _is_away(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return error.sqlite_errorcode & 0xFF in _AWAY_CODES
    state = str(getattr(error, "sqlstate", None) or "")
    return isinstance(error, OSError) or state.startswith(_AWAY_STATES)
