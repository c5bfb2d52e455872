"""A worker claims so many deliveries and no more, for so long and no longer."""

from datetime import timedelta

from sqlalchemy import text

from bot.broadcast import delivery_leases, planner
from bot.broadcast.delivery_methods import DeliveryMethod
from bot.storage.unit_of_work import UnitOfWork
from tests.unit.broadcast.push_stage import Push

# A plan that PostgreSQL chooses now and then: the claimable rows are looked for anew for each row of the ledger.
NESTED_LOOPS = (
    "enable_hashjoin", "enable_mergejoin", "enable_hashagg", "enable_sort", "enable_material", "enable_memoize",
)  # fmt: skip


async def test_a_batch_is_no_larger_than_asked_for_however_the_database_looks_for_it(push: Push) -> None:
    for number in range(40):
        await push.subscribe(number)
    async with push.database.work() as work:
        await planner.start_due(work, push.calendar, push.now)
        await work.commit()
    campaign = await push.only_campaign()
    async with push.database.work() as work:
        await _plan_with_nested_loops(work)
        claimed = await delivery_leases.claim(
            work, campaign.id, "b1", push.now, timedelta(minutes=2), {DeliveryMethod.SMS: 10}
        )
        assert len(claimed) == 10
        await work.commit()
    assert await push.statuses() == {"planned": 30, "sending": 10}
    async with push.database.work() as work:
        await _plan_with_nested_loops(work)
        expired = await delivery_leases.claim_expired(
            work, push.now + timedelta(minutes=5), timedelta(minutes=2), 4
        )
        assert len(expired) == 4
        await work.commit()


async def _plan_with_nested_loops(work: UnitOfWork) -> None:
    session = await work.write()
    if session.get_bind().dialect.name != "postgresql":
        return
    for kind in NESTED_LOOPS:
        await session.execute(text(f"SET LOCAL {kind} = off"))


async def test_a_lease_of_a_wrong_clock_ends_with_it(push: Push) -> None:
    """The clock was a day ahead when a worker died, then corrected: what it held does not wait for a day."""
    await push.subscribe(1)
    async with push.database.work() as work:
        await planner.start_due(work, push.calendar, push.now)
        await work.commit()
    async with push.database.work() as work:
        campaign_id, ahead = (await push.only_campaign()).id, push.now + timedelta(days=1)
        assert await delivery_leases.claim(
            work, campaign_id, "b1", ahead, timedelta(minutes=2), {DeliveryMethod.SMS: 10}
        )
        await work.commit()
    await push.run()
    assert await push.statuses() in ({"sent": 1}, {"unclear": 1})


async def test_a_lease_of_this_minute_is_left_to_its_worker(push: Push) -> None:
    await push.subscribe(1)
    async with push.database.work() as work:
        await planner.start_due(work, push.calendar, push.now)
        await work.commit()
    async with push.database.work() as work:
        campaign_id = (await push.only_campaign()).id
        assert await delivery_leases.claim(
            work, campaign_id, "b1", push.now, timedelta(minutes=10), {DeliveryMethod.SMS: 10}
        )
        await work.commit()
    await push.run()
    assert await push.statuses() == {"sending": 1}
