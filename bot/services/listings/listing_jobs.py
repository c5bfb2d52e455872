"""What is done every minute for listings: lapsed reservations, reminders of the exchange."""

from datetime import timedelta

from bot.content.dates import next_monthly, spoken
from bot.content.shared.exchange import EXCHANGE
from bot.conversation.hooks import JobContext
from bot.services.listings import records as listings
from bot.services.listings.service import service
from bot.storage import notices

REMIND_FROM = 9  # o'clock: nobody is reminded in the night


@service.periodic_job
async def lapse(job: JobContext) -> None:
    """Free what was reserved and not fetched within three days; both sides are told."""
    for listing in await listings.free_lapsed(job.work, job.now):
        text = job.words.say("listing.lapsed", item=listing.item)
        for user in (listing.user, listing.holder):
            await notices.add(job.work, user, text, job.now)


@service.periodic_job
async def remind(job: JobContext) -> None:
    """Remind whoever has something to bring or to fetch, once, on the day before the exchange."""
    exchange, today = job.content.part(EXCHANGE), job.now.date()
    day = next_monthly(exchange.monthly, today + timedelta(days=1))
    if day - today != timedelta(days=1) or job.now.hour < REMIND_FROM:
        return
    text = job.words.say("listing.reminder", name=exchange.name, date=spoken(day, today), time=exchange.time)
    for user in await listings.remind(job.work, day, job.now):
        await notices.add(job.work, user, text, job.now)
