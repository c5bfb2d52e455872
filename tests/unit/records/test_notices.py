"""The outbox."""

from sqlalchemy import text

from bot.records import notices
from bot.records.database import Database
from tests.unit.records.samples import NOW


async def test_pending_until_delivered(database: Database) -> None:
    async with database.work() as work:
        for number in range(3):
            await notices.add(work, f"web:{number}", f"有空位了 {number}", NOW)
        await work.commit()
    async with database.work() as work:
        first, second = await notices.pending(work, 2)
        assert (first.user, first.text, first.created_at) == ("web:0", "有空位了 0", NOW)
        assert await notices.delivered(work, first.id, NOW)
        assert not await notices.delivered(work, first.id, NOW)
        await work.commit()
    async with database.work() as work:
        assert [one.id for one in await notices.pending(work, 1)] == [second.id]
        assert "有空位" not in str(
            (await (await work.read()).execute(text("SELECT text FROM notices"))).all()
        )
