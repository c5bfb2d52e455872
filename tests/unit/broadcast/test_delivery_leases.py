"""The clock was a day ahead when a worker died, then corrected: the deliveries that it held do not wait for a day."""

from datetime import timedelta

from bot.broadcast import delivery_leases, planner
from bot.broadcast.delivery_methods import DeliveryMethod
from tests.unit.broadcast.push_stage import Push


async def test_a_lease_of_a_wrong_clock_ends_with_it(push: Push) -> None:
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
