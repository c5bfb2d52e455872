"""An anonymous ticket: nothing but a sealed column leads back to its resident, who still has all of it in hand."""

from pathlib import Path

from sqlalchemy import text

from bot.common.cipher import Cipher, new_key
from bot.content.snapshot import Content
from bot.conversation.hooks import StaffDecision
from bot.services import RECORD_TYPES, exported
from bot.services.feedback import records as tickets
from bot.services.feedback.records import REPORT, NewTicket
from bot.storage import notices
from bot.storage.database import Database
from bot.storage.maintenance import archive
from bot.storage.maintenance import erasure as privacy
from bot.storage.maintenance.erasure_register import FILE_NAME, ErasureRegister, digests_since, erase_again
from bot.storage.record_type import releases
from tests.databases import fresh_sqlite, opened
from tests.stage import Stage
from tests.unit.services.enrolment.sample_enrolments import NOW

ME = "terminal:me"


async def report(stage: Stage) -> None:
    for line in ("6幢门口路灯坏了", "匿名"):
        await stage.say(line)


async def stored(stage: Stage) -> str:
    """What the records of tickets, of notes on them and of changes hold, as it is stored."""
    async with stage.database.work() as work:
        session = await work.read()
        return str(
            [(await session.execute(text(f"SELECT * FROM {name}"))).all() for name in ("tickets", "changes")]
        )


async def test_the_account_stands_nowhere_and_the_answer_arrives(stage: Stage) -> None:
    await report(stage)
    assert ME not in await stored(stage)
    await stage.order("tickets", StaffDecision(1, "resolved", "换了灯泡"))
    async with stage.database.work() as work:
        [notice] = await notices.pending(work, 10, stage.now)
    assert (notice.user, "换了灯泡" in str(notice.text)) == (ME, True)
    assert ME not in await stored(stage)


async def test_the_resident_sees_reopens_and_withdraws_it(stage: Stage) -> None:
    await report(stage)
    assert "6幢门口路灯坏了" in (await stage.say("T0001怎么样了")).replies[0].text
    await stage.order("tickets", StaffDecision(1, "resolved", ""))
    await stage.say("还没解决T0001")
    assert await status(stage) == "received"
    await stage.say("撤回T0001", "another")
    assert await status(stage) == "received"
    await stage.say("撤回T0001")
    assert await status(stage) == "withdrawn"
    assert ME not in await stored(stage)


async def status(stage: Stage) -> str:
    async with stage.database.work() as work:
        return (await tickets.every(work))[0].status


async def test_an_export_tells_of_nobody_and_stays_the_same(stage: Stage, content: Content) -> None:
    for line in ("6幢门口路灯坏了", "匿名", "8幢门口井盖松了", "匿名"):
        await stage.say(line)
    for _ in range(2):
        async with stage.database.work() as work:
            rows = list(await exported(work, "tickets", content))
        assert [row["user"] for row in rows] == ["anonymous:T0001", "anonymous:T0002"]


async def test_it_is_handed_out_and_erased_with_everything_else(stage: Stage) -> None:
    await report(stage)
    async with stage.database.work() as work:
        [record] = await privacy.records_of(work, ME)
        assert record.table == "tickets"
        assert ME not in str(record.values)
        assert ME in await privacy.all_users(work)
        await privacy.erase(work, ME, stage.now, releases(RECORD_TYPES.values()))
        await work.commit()
    async with stage.database.work() as work:
        assert await tickets.every(work) == []
    assert "anonymous:" not in await stored(stage)


async def test_it_does_not_come_back_with_a_backup(tmp_path: Path) -> None:
    key = new_key()
    async with opened(fresh_sqlite(tmp_path), Cipher(key)) as database:
        await submitted(database)
        await archive.write(database, tmp_path, tmp_path, tmp_path / "b.zip", NOW)
        await ErasureRegister(tmp_path / FILE_NAME, database.cipher, lambda: NOW).add(ME)
    async with opened(fresh_sqlite(tmp_path), Cipher(key)) as restored:
        await archive.read(restored, tmp_path, tmp_path / "b.zip")
        digests = digests_since([tmp_path / FILE_NAME], NOW)
        assert await erase_again(restored, digests, releases(RECORD_TYPES.values()), NOW) == 1
        async with restored.work() as work:
            assert await tickets.every(work) == []


async def submitted(database: Database) -> None:
    async with database.work() as work:
        await tickets.submit(work, NewTicket(ME, REPORT, "路灯坏了", anonymous=True), NOW)
        await work.commit()
