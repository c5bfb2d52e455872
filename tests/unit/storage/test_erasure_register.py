"""Residents erased after a backup are erased again when it is restored, and nobody else is."""

from datetime import timedelta
from pathlib import Path

from bot.common.cipher import Cipher, new_key
from bot.services import RECORD_TYPES
from bot.services.enrolment import seat_allocation
from bot.services.listings import records as listings
from bot.services.listings.records import Person
from bot.storage.database import Database
from bot.storage.maintenance import archive
from bot.storage.maintenance import erasure as privacy
from bot.storage.maintenance.erasure_register import FILE_NAME, ErasureRegister, digests_since, erase_again
from bot.storage.record_type import releases
from tests.databases import fresh_sqlite, opened
from tests.unit.services.enrolment.sample_enrolments import NOW, new


async def users(database: Database) -> set[str]:
    async with database.work() as work:
        return await privacy.all_users(work)


async def test_who_was_erased_since_the_backup_does_not_come_back(database_url: str, tmp_path: Path) -> None:
    key, file = new_key(), tmp_path / "b.zip"
    now = [NOW - timedelta(hours=1)]
    async with opened(database_url, Cipher(key)) as database:
        register = ErasureRegister(tmp_path / FILE_NAME, database.cipher, lambda: now[0])
        async with database.work() as work:
            people = [
                (await seat_allocation.allocate(work, new(number), 20, NOW)).user for number in range(3)
            ]
            cot, _ = await listings.offer(
                work, Person("web:owner", "王芳", "13900000000"), "婴儿床", "1", "give", NOW
            )
            await listings.reserve(work, cot.id, Person(people[1], "张三", "13800000001"), NOW)
            await work.commit()
        await register.add(people[2])  # before the backup: they came again since
        await archive.write(database, tmp_path, tmp_path, file, NOW)
        now[0] = NOW + timedelta(hours=1)
        await register.add(people[1])
        await register.add("wechat:who-was-never-here")
    with (tmp_path / FILE_NAME).open("a", encoding="utf-8") as torn:
        torn.write("2026-")
    text = (tmp_path / FILE_NAME).read_text(encoding="utf-8")
    assert not any(user in text for user in people)
    async with opened(fresh_sqlite(tmp_path), Cipher(key)) as restored:
        await archive.read(restored, tmp_path, file)
        assert await users(restored) == {*people, "web:owner"}
        digests = digests_since([tmp_path / FILE_NAME], archive.created_at(file))
        assert await erase_again(restored, digests, releases(RECORD_TYPES.values()), NOW) == 1
        assert await users(restored) == {people[0], people[2], "web:owner"}
        async with restored.work() as work:
            [freed] = await listings.every(work)
        assert (freed.holder, freed.holder_name, freed.status) == ("", "", "open")


async def test_what_cannot_be_registered_stops_nothing(tmp_path: Path) -> None:
    register = ErasureRegister(tmp_path / "no" / "folder", Cipher(new_key()), lambda: NOW)
    await register.add("web:me")
