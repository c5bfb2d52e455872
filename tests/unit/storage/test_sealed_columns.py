"""Personal data is ciphertext at rest and plain text in the programme, whatever statement carries it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.exc import StatementError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.common.cipher import Cipher, new_key
from bot.common.errors import ConfigError
from bot.storage.database import Database
from bot.storage.maintenance.key_rotation import rotate_keys
from bot.storage.sealed_columns import at_rest
from bot.storage.tables.remarks import RemarkRecord
from bot.storage.tables.turns import TurnRecord
from bot.storage.upsert import prepare_insert
from tests.databases import fresh_sqlite, opened

NOW = datetime(2026, 11, 26, tzinfo=UTC)
WORDS = "腿脚不便，电话13800000000"
_R = RemarkRecord
_INSERT = prepare_insert(_R, lambda insert: insert.on_conflict_do_nothing().returning(_R.__table__.c.id))


def remark(**values: Any) -> dict[str, Any]:
    row = {"user": "web:u", "table": "t", "row": 1, "author": "a", "status": "kept", "text": WORDS}
    return row | {"created_at": NOW, "updated_at": NOW} | values


async def stored(database: Database, sql: str = "SELECT text FROM remarks ORDER BY id") -> list[Any]:
    """What the database holds, read without the column types."""
    async with database.work() as work:
        return list(await (await work.read()).scalars(text(sql)))


async def written(database: Database, statement: Any, row: dict[str, Any] | None = None) -> None:
    async with database.work() as work:
        session = await work.write()
        await session.execute(statement, row)
        await work.commit()


async def test_a_row_is_sealed_at_rest_and_opened_when_it_is_read(database: Database) -> None:
    await written(database, insert(_R), remark())
    [ciphertext] = await stored(database)
    assert WORDS not in ciphertext
    assert database.cipher.open_text(ciphertext) == WORDS
    async with database.work() as work:
        session = await work.read()
        assert list(await session.scalars(select(_R.text))) == [WORDS]
        assert (await session.scalars(select(_R))).one().text == WORDS
        assert await session.scalar(select(at_rest(_R.text).label("text"))) == ciphertext


async def test_a_batch_of_a_prepared_insert_is_sealed_row_by_row(database: Database) -> None:
    async with database.work() as work:
        session = await work.write()
        rows = [remark(text=f"{number} {WORDS}") for number in range(3)]
        await session.execute(_INSERT.on(session), rows)
        await work.commit()
    ciphertexts = await stored(database)
    assert [database.cipher.open_text(ciphertext) for ciphertext in ciphertexts] == [
        f"{n} {WORDS}" for n in range(3)
    ]


async def test_an_update_is_sealed_also_when_the_value_is_a_parameter(database: Database) -> None:
    for _ in range(2):
        await written(database, insert(_R), remark())
    await written(database, update(_R).where(_R.id == 1).values(text="甲"))
    table: Any = _R.__table__
    await written(
        database, update(table).where(table.c.id == bindparam("number")).values(text=bindparam("words")),
        {"number": 2, "words": "乙"},
    )  # fmt: skip
    assert [database.cipher.open_text(ciphertext) for ciphertext in await stored(database)] == ["甲", "乙"]


async def test_nothing_stays_nothing(database: Database) -> None:
    await written(database, insert(_R), remark(text=""))
    assert await stored(database) == [""]
    async with database.work() as work:
        assert await (await work.read()).scalar(select(_R.text)) == ""


async def test_an_empty_text_that_was_sealed_before_opens_too(database: Database) -> None:
    await written(database, insert(_R), remark())
    await written(database, text("UPDATE remarks SET text = :text"), {"text": database.cipher.seal_text("")})
    async with database.work() as work:
        assert await (await work.read()).scalar(select(_R.text)) == ""


async def test_bytes_are_sealed_too(database: Database) -> None:
    row = {"message_id": "m", "user": "web:u", "writes": 1, "created_at": NOW}
    await written(database, insert(TurnRecord), row | {"replies": WORDS.encode(), "session_after": b""})
    [replies] = await stored(database, "SELECT replies FROM turns")
    assert database.cipher.open(replies) == WORDS.encode()
    assert await stored(database, "SELECT session_after FROM turns") == [b""]
    async with database.work() as work:
        found = (await (await work.read()).scalars(select(TurnRecord))).one()
        assert (found.replies, found.session_after) == (WORDS.encode(), b"")


async def test_each_database_has_its_own_key(tmp_path: Path) -> None:
    url = fresh_sqlite(tmp_path)
    async with opened(url) as ours, opened(fresh_sqlite(tmp_path)) as other:
        await written(ours, insert(_R), remark())
        await written(other, insert(_R), remark())
        async with ours.work() as work, other.work() as more:
            assert await (await work.read()).scalar(select(_R.text)) == WORDS
            assert await (await more.read()).scalar(select(_R.text)) == WORDS
    stranger = Database(url, Cipher(new_key()))  # the same file, another key
    async with stranger.work() as work:
        with pytest.raises(ConfigError):
            await (await work.read()).scalar(select(_R.text))
    await stranger.close()


async def test_rotation_seals_again_what_the_older_key_sealed(database_url: str) -> None:
    old, new = new_key(), new_key()
    async with opened(database_url, Cipher(old)) as database:
        await written(database, insert(_R), remark())
        await written(database, insert(_R), remark(text=""))
        row = {"message_id": "m", "user": "web:u", "writes": 1, "created_at": NOW}
        await written(database, insert(TurnRecord), row | {"replies": b"r", "session_after": b"s"})
    async with opened(database_url, Cipher(f"{new},{old}")) as database:
        assert {name: count async for name, count in rotate_keys(database) if count} == {
            "remarks": 1,
            "turns": 1,
        }
    alone = Database(database_url, Cipher(new))
    async with alone.work() as work:
        session = await work.read()
        assert list(await session.scalars(select(_R.text).order_by(_R.id))) == [WORDS, ""]
        assert (await session.scalars(select(TurnRecord.session_after))).one() == b"s"
    await alone.close()


def test_a_sealed_column_is_not_compared(database: Database) -> None:
    with pytest.raises(TypeError, match="index"):
        _ = _R.text == WORDS


async def test_an_engine_without_a_cipher_says_so(sqlite_url: str) -> None:
    async with opened(sqlite_url):
        pass
    engine = create_async_engine(sqlite_url)
    async with engine.begin() as connection:
        with pytest.raises(StatementError, match="use_cipher"):
            await connection.execute(insert(_R), remark())
    await engine.dispose()
