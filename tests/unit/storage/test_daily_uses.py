"""What is scarce is counted by day, for an account and for an address, without keeping either."""

import asyncio
from datetime import datetime, timedelta

from sqlalchemy import text

from bot.common.clock import ZONE
from bot.storage import daily_uses
from bot.storage.daily_uses import DailyLimit
from bot.storage.database import Database

NOW = datetime(2026, 5, 6, 23, 59, tzinfo=ZONE)


async def used(database: Database, limit: DailyLimit, now: datetime = NOW) -> bool:
    async with database.work() as work:
        allowed = await daily_uses.count(work, limit, now)
        await work.commit()
        return allowed


async def test_so_many_a_day_and_no_more(database: Database) -> None:
    limit = DailyLimit("codes", "digest", 2)
    assert [await used(database, limit) for _ in range(4)] == [True, True, False, False]
    assert await used(database, DailyLimit("enrolments", "digest", 2))
    assert await used(database, DailyLimit("codes", "another", 2))
    assert await used(database, limit, NOW + timedelta(minutes=1))


async def test_of_many_at_once_no_more_than_the_limit(database: Database) -> None:
    limit = DailyLimit("codes", "digest", 3)
    assert sum(await asyncio.gather(*(used(database, limit) for _ in range(12)))) == 3
    async with database.work() as work:
        several = [
            DailyLimit("codes", "b", 2),
            DailyLimit("codes", "", 0),
            *[DailyLimit("codes", "a", 2)] * 3,
        ]
        assert await daily_uses.count_all(work, several, NOW) == [True, True, True, True, False]
        assert await daily_uses.count_all(work, [], NOW) == []


async def test_nothing_tells_who_asked_nor_that_two_days_had_the_same_asker(database: Database) -> None:
    for day in range(2):
        await used(database, DailyLimit("codes", "192.0.2.1", 2), NOW + timedelta(days=day))
    async with database.work() as work:
        rows = (await (await work.read()).execute(text("SELECT * FROM daily_uses"))).all()
    assert len({row.key for row in rows}) == 2
    assert "192.0.2.1" not in str(rows)
