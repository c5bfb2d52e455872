"""Seats that have come free without a resident giving one up are offered to the waitlist, every minute."""

from bot.content.shared.courses import COURSES
from bot.content.shared.upcoming_classes import upcoming
from bot.conversation.hooks import JobContext
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.enrolment_wording import moved_up
from bot.services.enrolment.service import service


@service.periodic_job
async def move_up(job: JobContext) -> None:
    """Seats that nobody gave up (the staff added some, a restored backup was cleared) go to who waits for them."""
    coming = (one for course in job.content.part(COURSES) for one in upcoming(course, job.now))
    seats = {one.key: one.group.seats for one in coming}
    wanted = [key for key in await enrolments.queued(job.work) if key in seats]
    taken = await enrolments.taken(job.work, wanted)
    for key in wanted:
        if taken[key] < seats[key]:
            promoted = await enrolments.promote(job.work, job.actor, key, seats[key], job.now)
            await moved_up(job, promoted)
