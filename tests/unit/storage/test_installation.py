"""A database says which keys seal it, and how old a programme may work on it."""

import pytest
from sqlalchemy import text

from bot.common.cipher import Cipher, new_key
from bot.common.errors import ConfigError
from bot.storage import notices
from bot.storage.database import Database
from tests.databases import opened
from tests.stage import MORNING


async def _with_a_record(url: str, cipher: Cipher) -> None:
    async with opened(url, cipher) as database, database.work() as work:
        await notices.add(work, "web:u", "您好", MORNING)
        await work.commit()


async def _migrated(url: str, cipher: Cipher) -> None:
    async with opened(url, cipher):
        pass


async def _sql(url: str, cipher: Cipher, *statements: str) -> None:
    async with opened(url, cipher) as database, database.engine.begin() as connection:
        for statement in statements:
            await connection.execute(text(statement))


async def test_the_keys_of_another_database_are_refused(database_url: str) -> None:
    mine, other = new_key(), new_key()
    await _with_a_record(database_url, Cipher(mine))
    with pytest.raises(ConfigError, match="not the keys of this database"):
        await _migrated(database_url, Cipher(other))
    with pytest.raises(ConfigError, match="the last one stays"):
        await _migrated(database_url, Cipher(f"{mine},{other}"))
    await _migrated(database_url, Cipher(f"{other},{mine}"))  # a new first key, for a rotation


async def test_a_database_without_records_takes_other_keys(database_url: str) -> None:
    await _migrated(database_url, Cipher(new_key()))
    await _with_a_record(database_url, Cipher(new_key()))


async def test_an_older_programme_works_on_a_schema_that_was_only_added_to(database_url: str) -> None:
    cipher = Cipher(new_key())
    await _with_a_record(database_url, cipher)
    added = (
        "ALTER TABLE notices ADD COLUMN colour VARCHAR",
        "CREATE TABLE wheelchairs (id INTEGER PRIMARY KEY)",
        "UPDATE alembic_version SET version_num = '9998'",
    )
    await _sql(database_url, cipher, *added)
    await _with_a_record(database_url, cipher)
    async with opened(database_url, cipher) as database, database.work() as work:
        assert [notice.text for notice in await notices.pending(work, 9, MORNING)] == ["您好", "您好"]


async def test_a_schema_that_lost_something_is_refused_in_one_line(database_url: str) -> None:
    cipher = Cipher(new_key())
    await _with_a_record(database_url, cipher)
    lost = (
        "UPDATE alembic_version SET version_num = '9998'",
        "UPDATE installation SET value = '9998' WHERE name = 'oldest_schema'",
    )
    await _sql(database_url, cipher, *lost)
    database = Database(database_url, cipher)
    with pytest.raises(ConfigError, match=r"schema \(9998\) of a newer version"):
        await database.migrate()
    await database.close()


async def test_who_lost_the_keys_may_go_on_with_others(database_url: str) -> None:
    cipher = Cipher(new_key())
    await _with_a_record(database_url, Cipher(new_key()))
    database = Database(database_url, cipher)
    await database.migrate(keys_lost=True)
    await database.close()
    await _with_a_record(database_url, cipher)
