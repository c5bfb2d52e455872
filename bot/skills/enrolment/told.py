"""How an enrolment is told: in a line, its status, its course, and that one has moved up."""

from collections.abc import Iterable

from bot.dialogue.skill import Errand, Turn
from bot.message import Choice
from bot.records import notices
from bot.records.enrolments import Enrolment
from bot.records.models import Status

SAYS: dict[str, frozenset[str]] = {
    "enrol.line": frozenset({"course", "label", "name", "status", "number"}),
    "enrol.status_confirmed": frozenset(),
    "enrol.status_waitlisted": frozenset({"place"}),
    "enrol.withdraw_link": frozenset({"course", "name"}),
    "enrol.promoted": frozenset({"name", "course", "label"}),
}


def line(turn: Turn, one: Enrolment) -> str:
    """Course, class, for whom, status and number."""
    return turn.words.say(
        "enrol.line",
        course=course_name(turn, one),
        label=one.session_title,
        name=one.name,
        status=status(turn, one),
        number=one.id,
    )


def status(turn: Turn, one: Enrolment) -> str:
    """A seat, or which place on the waitlist."""
    key = "enrol.status_confirmed" if one.status == Status.CONFIRMED else "enrol.status_waitlisted"
    return turn.words.say(key, place=one.place)


def withdraw_link(turn: Turn, one: Enrolment) -> Choice:
    """The choice to give it up, or change it."""
    label = turn.words.say("enrol.withdraw_link", course=course_name(turn, one), name=one.name)
    return Choice(label, intent="training.cancel", slots=(("enrolment", str(one.id)),))


def course_name(turn: Turn | Errand, one: Enrolment) -> str:
    """The course by its name; by its id when the content has it no more."""
    course = turn.content.course(one.course)
    return course.name if course else one.course


async def moved_up(turn: Turn | Errand, promoted: Iterable[Enrolment]) -> None:
    """Those who moved up get a notice, written in the same transaction as their seat."""
    for one in promoted:
        given = {"name": one.name, "course": course_name(turn, one), "label": one.session_title}
        await notices.add(turn.work, one.user, turn.words.say("enrol.promoted", **given), turn.now)
