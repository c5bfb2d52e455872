"""SQLite's connection, the fast one and aiosqlite's own: the same rows, however many, also after a cancelled wait."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.common.cipher import Cipher, new_key
from bot.storage.fast import sqlite_thread
from bot.storage.limits import DatabaseLimits
from bot.storage.sql_engine import make_engine

_COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most) SELECT i FROM n"


@pytest.fixture
async def engine(tmp_path: Path, fast: bool) -> AsyncIterator[AsyncEngine]:
    connect = sqlite_thread.connect if fast else None
    engine = make_engine(f"sqlite:///{tmp_path}/bot.db", Cipher(new_key()), DatabaseLimits(), connect)
    yield engine
    await engine.dispose()


@pytest.mark.parametrize("most", [1, 63, 64, 65, 128, 1000])
async def test_all_rows_come_in_order(engine: AsyncEngine, most: int) -> None:
    async with engine.connect() as connection:
        found = await connection.execute(text(_COUNT), {"most": most})
        assert [row[0] for row in found] == list(range(1, most + 1))


@pytest.mark.parametrize("most", [1, 63, 64, 65, 1000])
async def test_rows_are_streamed_in_order(engine: AsyncEngine, most: int) -> None:
    async with engine.connect() as connection:
        found = await connection.stream(text(_COUNT), {"most": most})
        assert [row[0] async for row in found] == list(range(1, most + 1))


async def test_what_is_returned_is_written(engine: AsyncEngine) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE t (i INTEGER)"))
        rows = await connection.execute(text(f"INSERT INTO t {_COUNT} RETURNING i"), {"most": 100})
        assert len(rows.all()) == 100
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM t"))).scalar_one() == 100


async def test_a_wait_that_is_cancelled_holds_nobody_up(engine: AsyncEngine, tmp_path: Path) -> None:
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE t (i INTEGER)"))
    other = sqlite3.connect(tmp_path / "bot.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def write() -> None:
        async with engine.begin() as connection:
            await connection.execute(text("INSERT INTO t VALUES (1)"))

    waiting = asyncio.create_task(write())
    await asyncio.sleep(0.1)
    waiting.cancel()
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM t"))).scalar_one() == 0
    other.execute("ROLLBACK")
    other.close()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await write()
    async with engine.connect() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM t"))).scalar_one() == 1
