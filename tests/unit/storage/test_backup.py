"""A backup is consistent, and is restored also into the other kind of database and from an older schema."""

import asyncio
import os
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.common.cipher import Cipher, new_key
from bot.common.errors import ConfigError, OrderRefused
from bot.services.enrolment import records as enrolments
from bot.services.enrolment import seat_allocation
from bot.storage.database import Database
from bot.storage.maintenance import archive, backup
from bot.storage.maintenance.backup import DatabaseCopy
from bot.storage.maintenance.key_rotation import rotate_keys
from bot.storage.seats import SeatStatus
from tests.databases import fresh_postgres, fresh_sqlite, opened
from tests.unit.services.enrolment.sample_enrolments import NOW, new

KEY = new_key()


async def place(database: Database, number: int, seats: int = 20) -> enrolments.Enrolment:
    async with database.work() as work:
        done = await seat_allocation.allocate(work, new(number), seats, NOW)
        await work.commit()
        return done


async def everyone(database: Database) -> list[enrolments.Enrolment]:
    async with database.work() as work:
        return await enrolments.every(work)


@pytest.fixture(params=["sqlite", "postgres"])
async def other_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where it is restored: of each kind in turn."""
    if request.param == "sqlite":
        return fresh_sqlite(tmp_path)
    return await fresh_postgres(request.getfixturevalue("postgres"))


async def test_copied_while_residents_enrol_and_restored_in_either_kind(
    database_url: str, other_url: str, tmp_path: Path
) -> None:
    file, content = tmp_path / "b.zip", tmp_path / "content"
    (content / "intents").mkdir(parents=True)
    (content / "intents" / "a.yaml").write_text("x: 1", encoding="utf-8")
    async with opened(database_url, Cipher(KEY)) as database:
        for number in range(30):
            await place(database, number)
        stream = asyncio.create_task(_enrol(database, range(30, 90)))
        await asyncio.sleep(0)
        rows = await archive.write(database, content, tmp_path / "data", file, NOW)
        await stream
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"13800000001" not in b"".join(_parts(file))
    async with opened(other_url, Cipher(KEY)) as restored:
        assert await archive.read(restored, tmp_path / "there", file) == rows
        found = await everyone(restored)
        assert 30 <= len(found) == rows["enrolments"] <= 90
        assert sum(enrolment.status is SeatStatus.CONFIRMED for enrolment in found) == 20
        assert [enrolment.phone for enrolment in found] == [f"138{number:08}" for number in range(len(found))]
        assert found[0].created_at == NOW
        later = await place(restored, 500)
        assert later.id not in {enrolment.id for enrolment in found}
        assert later.place == len(found) - 20 + 1
        with pytest.raises(OrderRefused, match="已经有记录"):
            await archive.read(restored, tmp_path / "there", file)
    assert (tmp_path / "there/restored/intents/a.yaml").read_text(encoding="utf-8") == "x: 1"


async def _enrol(database: Database, numbers: range) -> None:
    for number in numbers:
        await place(database, number)


def _parts(file: Path) -> list[bytes]:
    with zipfile.ZipFile(file) as opened_file:
        return [opened_file.read(name) for name in opened_file.namelist()]


@pytest.mark.parametrize("harm", ["not a zip", "cut", "a row less"])
async def test_a_broken_file_changes_nothing(tmp_path: Path, sqlite_url: str, harm: str) -> None:
    file = tmp_path / "b.zip"
    async with opened(sqlite_url, Cipher(KEY)) as database:
        await place(database, 1)
        await archive.write(database, tmp_path, tmp_path, file, NOW)
    if harm == "not a zip":
        file.write_bytes(b"nonsense")
    elif harm == "cut":
        os.truncate(file, file.stat().st_size // 2)
    else:
        _without_a_row(file)
    async with opened(fresh_sqlite(tmp_path), Cipher(KEY)) as other:
        with pytest.raises(OrderRefused):
            await archive.read(other, tmp_path, file)
        assert await everyone(other) == []
        assert (await place(other, 1)).status is SeatStatus.CONFIRMED


def _without_a_row(file: Path) -> None:
    with zipfile.ZipFile(file) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    parts["records/enrolments.jsonl"] = b""
    with zipfile.ZipFile(file, "w") as less:
        for name, part in parts.items():
            less.writestr(name, part)


async def test_content_stays_in_its_folder(tmp_path: Path, sqlite_url: str) -> None:
    file = tmp_path / "b.zip"
    async with opened(sqlite_url, Cipher(KEY)) as database:
        await archive.write(database, tmp_path, tmp_path, file, NOW)
    with zipfile.ZipFile(file, "a") as made:
        made.writestr("content/../../outside.yaml", "x")
    async with opened(fresh_sqlite(tmp_path), Cipher(KEY)) as other:
        await archive.read(other, tmp_path / "deep" / "data", file)
    assert not list(tmp_path.rglob("outside.yaml"))


async def test_an_older_schema_is_brought_up_to_date(database_url: str, tmp_path: Path) -> None:
    line = (
        b'{"id": 7, "user": "web:1", "course": "c", "session": "c-1", "session_title": "t", "name": "", "phone": "",'
        b' "person": "p", "for_whom": "", "age": null, "status": "confirmed", "ticket": 1,'
        b' "created_at": "2026-05-06T01:00:00+00:00", "updated_at": "2026-05-06T01:00:00+00:00"}\n'
    )
    part = tmp_path / "part"
    part.write_bytes(line)
    async with opened(database_url) as database:
        with part.open("rb") as rows:
            await backup.restore(
                database.engine,
                database.cipher,
                DatabaseCopy("0001", {"enrolments": 1}),
                {"enrolments": rows},
            )
        async with database.work() as work:
            found = await (await work.read()).execute(text("SELECT id, course FROM enrolments"))
            assert found.all() == [(7, "c")]
        await database.migrate()
        with pytest.raises((OrderRefused, ConfigError)):
            await backup.restore(database.engine, database.cipher, DatabaseCopy("9999", {}), {})


async def test_a_backup_of_other_keys_is_refused_and_leaves_the_database_empty(
    tmp_path: Path, sqlite_url: str
) -> None:
    file = tmp_path / "b.zip"
    async with opened(sqlite_url, Cipher(KEY)) as database:
        await place(database, 1)
        await archive.write(database, tmp_path, tmp_path, file, NOW)
    empty = fresh_sqlite(tmp_path)
    async with opened(empty, Cipher(new_key())) as other:
        with pytest.raises(ConfigError, match="not the keys of this database"):
            await archive.read(other, tmp_path / "data", file)
    async with opened(empty, Cipher(KEY)) as other:
        await archive.read(other, tmp_path / "data", file)
        assert len(await everyone(other)) == 1


async def test_newer_than_ours_is_refused(sqlite_url: str) -> None:
    async with opened(sqlite_url) as database:
        with pytest.raises(ConfigError, match="not known here"):
            await backup.restore(database.engine, database.cipher, DatabaseCopy("9999", {}), {})
        assert (await place(database, 1)).status is SeatStatus.CONFIRMED


async def test_keys_change_while_residents_enrol(database_url: str) -> None:
    old, fresh = new_key(), new_key()
    async with opened(database_url, Cipher(old)) as database:
        for number in range(40):
            await place(database, number)
    async with opened(database_url, Cipher(f"{fresh},{old}")) as database:
        stream = asyncio.create_task(_enrol(database, range(40, 60)))
        changed = {table: count async for table, count in rotate_keys(database)}
        await stream
        assert changed["enrolments"] == 40
        assert {table: count async for table, count in rotate_keys(database) if count} == {}
        found = await everyone(database)
        assert [enrolment.phone for enrolment in found] == [f"138{number:08}" for number in range(60)]
        again = new(3)
        async with database.work() as work:
            with pytest.raises(enrolments.AlreadyEnrolled):
                await seat_allocation.allocate(work, again, 100, NOW)
    alone, before = Database(database_url, Cipher(fresh)), Database(database_url, Cipher(old))
    assert len(await everyone(alone)) == 60
    with pytest.raises(ConfigError):
        await everyone(before)
    await alone.close()
    await before.close()
