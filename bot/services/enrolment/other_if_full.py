"""The class or course that the resident wants instead, should the class be full when they are enrolled."""

from dataclasses import replace

from bot.content.shared.courses import COURSES, find_course
from bot.content.shared.upcoming_classes import Upcoming, upcoming
from bot.conversation.session import IF_FULL, FormState
from bot.conversation.turn import Turn
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.class_keys import find_class


async def with_other(turn: Turn, state: FormState) -> tuple[FormState, str]:
    """The form for what is wanted instead, and that it is so, where its class is full; else the form as it is, and ""."""
    wanted = state.slots.get(IF_FULL, "")
    chosen = find_class(turn.content.part(COURSES), state.slots["session"])
    if not wanted or chosen is None or await _has_seats(turn, chosen):
        return state, ""
    for other in _classes(turn, wanted):
        if await _has_seats(turn, other):
            slots = {**state.slots, "course": other.course.name, "session": other.key}
            today = turn.now.date()
            said = turn.words.say(
                "enrol.full_so",
                label=chosen.label(today),
                course=other.course.name,
                other=other.label(today),
            )
            return replace(state, slots=slots), said
    return state, ""


def _classes(turn: Turn, wanted: str) -> list[Upcoming]:
    """The class of this key, or the classes of this course that anybody may join."""
    wanted_class = find_class(turn.content.part(COURSES), wanted)
    if wanted_class is not None:
        return [wanted_class]
    course = find_course(turn.content, wanted)
    return [] if course is None or course.min_age or course.max_age else list(upcoming(course, turn.now))


async def _has_seats(turn: Turn, offered: Upcoming) -> bool:
    taken = await enrolments.taken(turn.work, [offered.key])
    return taken[offered.key] < offered.group.seats
