"""SQLite through aiosqlite, with one way to the connection's thread and back for a statement where it goes four.

While the event loop is busy each way waits for it to let go of the interpreter; most statements are done in less.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any

import aiosqlite
from typing_extensions import override

_AHEAD = 64  # rows that come back with the statement itself; the others are fetched as before


def connect(path: str, seconds: float) -> aiosqlite.Connection:
    """A connection to await; seconds: how long a statement waits for the file's lock."""
    # What is done outside the connection's thread is done while the thread is idle.
    connection = _Connection(
        lambda: sqlite3.connect(path, timeout=seconds, check_same_thread=False), iter_chunk_size=_AHEAD
    )
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does: a process ends while a statement hangs
    return connection


class _Connection(aiosqlite.Connection):
    @override
    def cursor(self) -> Any:
        return _Cursor(self, self._conn.cursor())


class _Cursor(aiosqlite.Cursor):
    def __init__(self, connection: aiosqlite.Connection, cursor: sqlite3.Cursor) -> None:
        super().__init__(connection, cursor)
        self._ahead: list[Any] = []
        self._more = False
        self._busy = False

    @override
    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> aiosqlite.Cursor:
        self._busy = True  # and stays so when the wait is cancelled: then the thread may be at it still
        self._ahead = await self._execute(self._begun, sql, parameters or ())  # type: ignore[no-untyped-call]
        self._busy = False
        return self

    def _begun(self, sql: str, parameters: Iterable[Any]) -> list[Any]:
        self._cursor.execute(sql, parameters)  # type: ignore[arg-type]
        rows = self._cursor.fetchmany(_AHEAD) if self._cursor.description else []
        self._more = len(rows) == _AHEAD
        return rows

    @override
    async def fetchall(self) -> list[Any]:
        rows, self._ahead = self._ahead, []
        return [*rows, *await super().fetchall()] if self._more else rows

    @override
    async def fetchmany(self, size: int | None = None) -> list[Any]:
        size = size or self.arraysize
        rows, self._ahead = self._ahead[:size], self._ahead[size:]
        if len(rows) < size and self._more:
            rows += await super().fetchmany(size - len(rows))
        return rows

    @override
    async def fetchone(self) -> Any:
        return next(iter(await self.fetchmany(1)), None)

    @override
    async def close(self) -> None:
        if self._busy:
            await super().close()
        else:
            self._cursor.close()
