"""Wording of an enrolment: its line, its status, its course, the choice to cancel it, the notice of a seat."""

from collections.abc import Iterable

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.content.shared.courses import find_course
from bot.conversation.hooks import JobContext
from bot.conversation.turn import Turn
from bot.services.enrolment.records import Enrolment
from bot.storage import notices
from bot.storage.seats import SeatStatus


def line(turn: Turn, enrolment: Enrolment) -> str:
    """The line of a list: course, class, who comes, status and number."""
    return turn.words.say(
        "enrol.line",
        course=course_name(turn, enrolment),
        label=enrolment.session_title,
        name=enrolment.name,
        status=status(turn, enrolment),
        number=enrolment.id,
    )


def status(turn: Turn, enrolment: Enrolment) -> str:
    """That it is confirmed, or its position on the waitlist."""
    key = "enrol.status_confirmed" if enrolment.status == SeatStatus.CONFIRMED else "enrol.status_waitlisted"
    return turn.words.say(key, place=enrolment.place)


def title(turn: Turn, enrolment: Enrolment) -> str:
    """How the enrolment is called: course, class and who comes."""
    words = {"course": course_name(turn, enrolment), "name": enrolment.name}
    return turn.words.say("enrol.title", label=enrolment.session_title, **words)


def withdraw_link(turn: Turn, enrolment: Enrolment) -> Choice:
    """The choice that leads to cancelling it or moving it to another class."""
    label = turn.words.say("enrol.withdraw_link", course=course_name(turn, enrolment), name=enrolment.name)
    return Choice(label, Wish("training.cancel", (("enrolment", str(enrolment.id)),)))


def course_name(turn: Turn | JobContext, enrolment: Enrolment) -> str:
    """The course's name; its id when the content has it no more."""
    course = find_course(turn.content, enrolment.course)
    return course.name if course else enrolment.course


async def moved_up(turn: Turn | JobContext, promoted: Iterable[Enrolment], *, note: str = "") -> None:
    """Whoever got a seat gets a notice, written in the transaction that gave it. note: the staff's own words below it."""
    for enrolment in promoted:
        fields = {
            "name": enrolment.name,
            "course": course_name(turn, enrolment),
            "label": enrolment.session_title,
        }
        text = turn.words.say("enrol.promoted", **fields)
        text = turn.with_note(text, note) if isinstance(turn, JobContext) else text
        await notices.add(turn.work, enrolment.user, text, turn.now)
