"""Enrolments outside a conversation: what the staff decide, and seats that have come free; the resident is told."""

from bot.content.catalogue import seats_of, upcoming
from bot.dialogue.skill import Errand, Order, Skill
from bot.errors import OrderRefused
from bot.records import enrolments, notices
from bot.records.enrolments import NoSuchEnrolment
from bot.records.models import Status
from bot.skills.enrolment import told
from bot.skills.enrolment.told import course_name, moved_up

skill = Skill(
    name="enrolment_by_staff",
    says={
        "enrol.promoted": told.SAYS["enrol.promoted"],
        "enrol.withdrawn_by_staff": frozenset({"name", "course", "note"}),
    },
)


@skill.desk("enrolments")
async def decide(errand: Errand, order: Order) -> str:
    """Confirmed gives a free seat to the one who waits; cancelled frees the seat for the next."""
    one = await enrolments.find(errand.work, order.row)
    if one is None or order.status not in (Status.CONFIRMED, Status.CANCELLED):
        raise OrderRefused(f"没有{order.row}号报名，或者不能改成 {order.status}")
    seats = seats_of(errand.content.courses, one.session)
    try:
        if order.status == Status.CONFIRMED:
            await enrolments.give_seat(errand.work, one.id, seats, errand.actor, errand.now)
            await moved_up(errand, [one])
        else:
            _, promoted = await enrolments.cancel(
                errand.work, one.user, one.id, seats, errand.now, errand.actor
            )
            said = {"name": one.name, "course": course_name(errand, one), "note": order.note}
            text = errand.words.say("enrol.withdrawn_by_staff", **said)
            await notices.add(errand.work, one.user, text, errand.now)
            await moved_up(errand, promoted)
    except NoSuchEnrolment:
        raise OrderRefused(f"{one.id}号不在候补里，或者这个班没有空位了") from None
    return f"{one.id} {order.status}"


@skill.chore
async def move_up(errand: Errand) -> None:
    """Seats that nobody gave up (the staff added some, a restored backup was cleared) go to who waits for them."""
    coming = (one for course in errand.content.courses for one in upcoming(course, errand.now))
    seats = {one.key: one.group.seats for one in coming}
    wanted = [key for key in await enrolments.queued(errand.work) if key in seats]
    taken = await enrolments.taken(errand.work, wanted)
    for key in wanted:
        if taken[key] < seats[key]:
            promoted = await enrolments.promote(errand.work, errand.actor, key, seats[key], errand.now)
            await moved_up(errand, promoted)
