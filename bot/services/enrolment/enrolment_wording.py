"""How an enrolment is told: in a line, its status, its course, and that one has moved up."""

from collections.abc import Iterable

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.content.shared.courses import find_course
from bot.conversation.hooks import JobContext
from bot.conversation.turn import Turn
from bot.services.enrolment.records import Enrolment
from bot.storage import notices
from bot.storage.seats import SeatStatus


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
    key = "enrol.status_confirmed" if one.status == SeatStatus.CONFIRMED else "enrol.status_waitlisted"
    return turn.words.say(key, place=one.place)


def withdraw_link(turn: Turn, one: Enrolment) -> Choice:
    """The choice to give it up, or change it."""
    label = turn.words.say("enrol.withdraw_link", course=course_name(turn, one), name=one.name)
    return Choice(label, Wish("training.cancel", (("enrolment", str(one.id)),)))


def course_name(turn: Turn | JobContext, one: Enrolment) -> str:
    """The course by its name; by its id when the content has it no more."""
    course = find_course(turn.content, one.course)
    return course.name if course else one.course


async def moved_up(turn: Turn | JobContext, promoted: Iterable[Enrolment]) -> None:
    """Those who moved up get a notice, written in the same transaction as their seat."""
    for one in promoted:
        given = {"name": one.name, "course": course_name(turn, one), "label": one.session_title}
        await notices.add(turn.work, one.user, turn.words.say("enrol.promoted", **given), turn.now)
