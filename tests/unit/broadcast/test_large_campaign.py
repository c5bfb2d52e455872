"""A campaign to many subscribers before PostgreSQL has statistics of them: after an import, or a restored backup."""

from bot.broadcast import campaign_statistics
from tests.databases import opened
from tests.system.push_crowd import start, subscribe

CROWD = 20_000


async def test_a_new_database_plans_for_a_crowd_in_time(postgres_url: str) -> None:
    async with opened(postgres_url) as database:
        await subscribe(database, CROWD)
        campaign = await start(database)
        async with database.work() as work:
            assert (await campaign_statistics.statistics_of(work, campaign)).by_status == {"planned": CROWD}
