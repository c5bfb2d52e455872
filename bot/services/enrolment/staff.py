"""Enrolments outside a conversation: what the staff decide, and seats that have come free; the resident is told."""

from bot.common.errors import OrderRefused
from bot.content.catalogue import seats_of, upcoming
from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.records import NoSuchEnrolment
from bot.services.enrolment.service import service
from bot.services.enrolment.wording import course_name, moved_up
from bot.storage import notices
from bot.storage.seats import Status


@service.staff_action("enrolments")
async def decide(job: JobContext, order: StaffDecision) -> str:
    """Confirmed gives a free seat to the one who waits; cancelled frees the seat for the next."""
    one = await enrolments.find(job.work, order.row)
    if one is None or order.status not in (Status.CONFIRMED, Status.CANCELLED):
        raise OrderRefused(f"没有{order.row}号报名，或者不能改成 {order.status}")
    seats = seats_of(job.content.courses, one.session)
    try:
        if order.status == Status.CONFIRMED:
            await enrolments.give_seat(job.work, one.id, seats, job.actor, job.now)
            await moved_up(job, [one])
        else:
            _, promoted = await enrolments.cancel(job.work, one.user, one.id, seats, job.now, job.actor)
            said = {"name": one.name, "course": course_name(job, one), "note": order.note}
            text = job.words.say("enrol.withdrawn_by_staff", **said)
            await notices.add(job.work, one.user, text, job.now)
            await moved_up(job, promoted)
    except NoSuchEnrolment:
        raise OrderRefused(f"{one.id}号不在候补里，或者这个班没有空位了") from None
    return f"{one.id} {order.status}"


@service.periodic_job
async def move_up(job: JobContext) -> None:
    """Seats that nobody gave up (the staff added some, a restored backup was cleared) go to who waits for them."""
    coming = (one for course in job.content.courses for one in upcoming(course, job.now))
    seats = {one.key: one.group.seats for one in coming}
    wanted = [key for key in await enrolments.queued(job.work) if key in seats]
    taken = await enrolments.taken(job.work, wanted)
    for key in wanted:
        if taken[key] < seats[key]:
            promoted = await enrolments.promote(job.work, job.actor, key, seats[key], job.now)
            await moved_up(job, promoted)
