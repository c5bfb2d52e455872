"""What is done every minute for sign-ups: reminders, new names of events, places that came free."""

from datetime import timedelta

from bot.content.shared.events import EVENTS
from bot.content.shared.venues import find_venue
from bot.conversation.hooks import JobContext
from bot.services.events import records as signups
from bot.services.events.occasion import event_of, name_of, seats_of
from bot.services.events.service import service
from bot.services.events.signup_wording import tell_promoted
from bot.storage import notices

REMIND_FROM = 9  # o'clock


@service.periodic_job
async def remind(job: JobContext) -> None:
    """Remind whoever has a place, once, on the day before."""
    if job.now.hour < REMIND_FROM:
        return
    tomorrow = job.now.date() + timedelta(days=1)
    for signup in await signups.remind(job.work, tomorrow, job.now):
        event = event_of(job.content, signup)
        venue = find_venue(job.content, event.venue) if event else None
        place = venue.name if venue else ""
        text = job.words.say("event.reminder", event=name_of(job.content, signup), place=place)
        await notices.add(job.work, signup.user, text, job.now)


@service.periodic_job
async def follow_renames(job: JobContext) -> None:
    """Give sign-ups for an event that was renamed its new name."""
    names = {event.id: event.name for event in job.content.part(EVENTS)}
    await signups.follow_renames(job.work, names, job.now)


@service.periodic_job
async def promote(job: JobContext) -> None:
    """Places that came free without a cancellation (the staff added some) go to the waitlist; who gets one is told."""
    today = job.now.date()
    for head in await signups.heads_of_waitlists(job.work, today):
        seats = seats_of(job.content, head, today)
        await tell_promoted(job, await signups.promote(job.work, head, seats, job.now))
