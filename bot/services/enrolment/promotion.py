"""Every minute, the waitlists get the seats that came free without a cancellation."""

from bot.content.shared.courses import COURSES
from bot.content.shared.upcoming_classes import upcoming
from bot.conversation.hooks import JobContext
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.enrolment_wording import moved_up
from bot.services.enrolment.service import service


@service.periodic_job
async def move_up(job: JobContext) -> None:
    """Seats that the staff added, or that a restored backup left free, go to the waitlist; who gets one is told."""
    classes = (
        upcoming_class for course in job.content.part(COURSES) for upcoming_class in upcoming(course, job.now)
    )
    seats = {upcoming_class.key: upcoming_class.group.seats for upcoming_class in classes}
    waited_for = [key for key in await enrolments.with_waitlist(job.work) if key in seats]
    taken = await enrolments.taken(job.work, waited_for)
    for key in waited_for:
        if taken[key] < seats[key]:
            promoted = await enrolments.promote(job.work, job.actor, key, seats[key], job.now)
            await moved_up(job, promoted)
