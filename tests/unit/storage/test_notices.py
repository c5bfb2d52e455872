"""Notices: the outbox of messages that residents get later."""

from datetime import timedelta

from sqlalchemy import text

from bot.storage import notices
from bot.storage.database import Database
from tests.unit.services.enrolment.sample_enrolments import NOW


async def test_pending_until_delivered(database: Database) -> None:
    async with database.work() as work:
        for number in range(3):
            await notices.add(work, f"web:{number}", f"有空位了 {number}", NOW)
        await work.commit()
    async with database.work() as work:
        first, second = await notices.pending(work, 2, NOW)
        assert (first.user, first.text, first.created_at) == ("web:0", "有空位了 0", NOW)
        assert await notices.delivered(work, first.id, NOW)
        assert not await notices.delivered(work, first.id, NOW)
        await work.commit()
    async with database.work() as work:
        assert [notice.id for notice in await notices.pending(work, 1, NOW)] == [second.id]
        assert "有空位" not in str(
            (await (await work.read()).execute(text("SELECT text FROM notices"))).all()
        )


async def test_a_claim_is_one_process_s_until_it_lapses(database: Database) -> None:
    later = NOW + timedelta(minutes=1)
    async with database.work() as work:
        await notices.add(work, "web:1", "有空位了", NOW)
        await work.commit()
    async with database.work() as work:
        (notice,) = await notices.pending(work, 9, NOW)
        assert await notices.claim(work, notice.id, NOW, later)
        assert not await notices.claim(work, notice.id, NOW, later)
        assert await notices.pending(work, 9, NOW) == []
        assert await notices.pending(work, 9, later + timedelta(seconds=1)) == [notice]
        await work.commit()
