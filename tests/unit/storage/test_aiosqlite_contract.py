"""What the fast SQLite connection takes from inside aiosqlite 0.22: a new version that changes it fails here first."""

import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Thread, current_thread

import aiosqlite
import pytest


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[aiosqlite.Connection]:
    async with aiosqlite.connect(tmp_path / "bot.db", check_same_thread=False) as connection:
        yield connection


def test_the_version_is_the_one_that_was_read() -> None:
    assert aiosqlite.__version__.startswith("0.22."), "read core.py and cursor.py of the new version again"


async def test_the_thread_of_a_connection_is_connection_thread(tmp_path: Path) -> None:
    connection = aiosqlite.connect(tmp_path / "bot.db")
    assert isinstance(connection._thread, Thread)
    assert not connection._thread.is_alive()  # so that it can still become a daemon
    async with connection:
        assert connection._thread.is_alive()


async def test_the_driver_s_connection_is_connection_conn(connection: aiosqlite.Connection) -> None:
    assert isinstance(connection._conn, sqlite3.Connection)


async def test_a_cursor_runs_functions_on_the_thread_by_cursor_execute(
    connection: aiosqlite.Connection,
) -> None:
    cursor = aiosqlite.Cursor(connection, connection._conn.cursor())
    assert isinstance(cursor._cursor, sqlite3.Cursor)
    thread = await cursor._execute(current_thread)  # type: ignore[no-untyped-call]
    assert thread is connection._thread
