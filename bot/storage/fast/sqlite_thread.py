"""aiosqlite with one round trip to the connection's thread for a statement, where the library makes four.

aiosqlite asks the thread to execute, to fetch, and to close the cursor one after the other. While the event loop is busy,
each trip waits for the interpreter lock. Here the first rows come back with the statement, and an idle cursor is closed
from the event loop's thread.

Uses these private attributes of aiosqlite 0.22: `Connection._thread`, `Connection._conn`, `Cursor._execute`,
`Cursor._cursor`. tests/unit/storage/test_aiosqlite_contract.py fails when one of them changes.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any

import aiosqlite
from typing_extensions import override

_PREFETCHED_ROWS = 64  # come back with the statement itself; the others are fetched as before


def connect(path: str, seconds: float) -> aiosqlite.Connection:
    """A connection to await; seconds: how long a statement waits for the file's lock."""
    # check_same_thread: cursors are closed from the event loop's thread while the connection's own is idle.
    connection = _Connection(
        lambda: sqlite3.connect(path, timeout=seconds, check_same_thread=False),
        iter_chunk_size=_PREFETCHED_ROWS,
    )
    connection._thread.daemon = True  # as SQLAlchemy does: a process can end while a statement hangs
    return connection


class _Connection(aiosqlite.Connection):
    @override
    def cursor(self) -> Any:
        return _Cursor(self, self._conn.cursor())


class _Cursor(aiosqlite.Cursor):
    def __init__(self, connection: aiosqlite.Connection, cursor: sqlite3.Cursor) -> None:
        super().__init__(connection, cursor)
        self._prefetched: list[Any] = []
        self._has_more = False
        self._executing = False

    @override
    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> aiosqlite.Cursor:
        self._executing = True  # stays so when the wait is cancelled: the thread may be executing still
        execute = self._execute_and_prefetch
        self._prefetched = await self._execute(execute, sql, parameters or ())  # type: ignore[no-untyped-call]
        self._executing = False
        return self

    def _execute_and_prefetch(self, sql: str, parameters: Iterable[Any]) -> list[Any]:
        self._cursor.execute(sql, parameters)  # type: ignore[arg-type]
        rows = self._cursor.fetchmany(_PREFETCHED_ROWS) if self._cursor.description else []
        self._has_more = len(rows) == _PREFETCHED_ROWS
        return rows

    @override
    async def fetchall(self) -> list[Any]:
        rows, self._prefetched = self._prefetched, []
        return [*rows, *await super().fetchall()] if self._has_more else rows

    @override
    async def fetchmany(self, size: int | None = None) -> list[Any]:
        size = size or self.arraysize
        rows, self._prefetched = self._prefetched[:size], self._prefetched[size:]
        if len(rows) < size and self._has_more:
            rows += await super().fetchmany(size - len(rows))
        return rows

    @override
    async def fetchone(self) -> Any:
        return next(iter(await self.fetchmany(1)), None)

    @override
    async def close(self) -> None:
        if self._executing:
            await super().close()
        else:
            self._cursor.close()
