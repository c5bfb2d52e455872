"""The form by which a resident enrols in a class, and the reply: a seat, or a position on the waitlist."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import AskSlot, FillSlot, Wish
from bot.content.shared.courses import COURSES, age_fits, find_course
from bot.content.shared.upcoming_classes import upcoming
from bot.content.shared.venues import find_venue
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.daily_limits import of_address
from bot.conversation.forms.common_slots import FOR_WHOM, NAME, PHONE, SELF
from bot.conversation.forms.readers import read_age, read_class, read_course
from bot.conversation.forms.spec import Fault, FormSpec, SlotSpec, Values, World
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.enrolment import records as enrolments
from bot.services.enrolment import seat_allocation
from bot.services.enrolment.class_keys import find_class
from bot.services.enrolment.course_choice import hear_opening, hears
from bot.services.enrolment.enrolment_wording import course_name, status, withdraw_link
from bot.services.enrolment.other_if_full import with_other
from bot.services.enrolment.records import AlreadyEnrolled, Enrolment, NewEnrolment, TooManyEnrolments
from bot.services.enrolment.service import service
from bot.storage.seats import SeatStatus

SUGGESTED = 4


def _courses(values: Values, world: World) -> tuple[Choice, ...]:
    joinable = [course for course in world.content.part(COURSES) if upcoming(course, world.now)]
    suggestions = tuple(Choice(course.name, FillSlot(course.name)) for course in joinable[:SUGGESTED])
    return (*suggestions, Choice(world.content.replies["enrol.all_courses"], Wish("training.browse")))


def _classes(values: Values, world: World) -> tuple[Choice, ...]:
    course = find_course(world.content, values.get("course", ""))
    if course is None:
        return ()
    full = world.content.replies["enrol.full"]
    today = world.now.date()
    return tuple(
        Choice(
            upcoming_class.label(today) + (full if upcoming_class.key in world.full else ""),
            FillSlot(upcoming_class.key),
        )
        for upcoming_class in upcoming(course, world.now)
    )


def _class_label(value: str, values: Values, world: World) -> str:
    upcoming_class = find_class(world.content.part(COURSES), value)
    full = world.content.replies["enrol.full"] if value in world.full else ""
    return f"{upcoming_class.label(world.now.date())}{full}" if upcoming_class else value


def _course_shown(value: str, values: Values, world: World) -> str:
    course = find_course(world.content, value)
    return course.name if course else value


def _course_check(value: str, values: Values, world: World) -> Fault | None:
    course = find_course(world.content, value)
    if course is not None and upcoming(course, world.now):
        return None
    return Fault("enrol.no_class", {"course": value})


def _age_asked(values: Values, world: World) -> bool:
    course = find_course(world.content, values.get("course", ""))
    return course is not None and bool(course.min_age or course.max_age)


def _age_check(value: str, values: Values, world: World) -> Fault | None:
    course = find_course(world.content, values.get("course", ""))
    if course is None or age_fits(course, int(value)):
        return None
    ways_out = (
        Choice(world.content.replies["enrol.other_course"], AskSlot("course")),
        Choice(world.content.replies["enrol.other_age"], AskSlot("age")),
    )
    return Fault("enrol.age_out", {"course": course.name, "age": value, "who": course.for_whom}, ways_out)


SPEC = FormSpec(
    name="enrol",
    intent="training.enrol",
    slots=(
        SlotSpec("course", read_course, options=_courses, check=_course_check, shown=_course_shown),
        SlotSpec("session", read_class, options=_classes, shown=_class_label, after=("course",)),
        FOR_WHOM,
        NAME,
        PHONE,
        SlotSpec("age", read_age, needed=_age_asked, check=_age_check, personal=True, after=("course",)),
    ),
    dropped_by=frozenset({"training.cancel"}),
)


async def _full_classes(turn: Turn) -> frozenset[str]:
    """The keys of those classes of the form's course that have no seat left."""
    state = turn.session.form or turn.session.draft
    name = (
        turn.slot("course") or (state.slots.get("course", "") if state else "") or turn.session.topic.course
    )
    course = find_course(turn.content, name)
    if course is None:
        return frozenset()
    seats = {upcoming_class.key: upcoming_class.group.seats for upcoming_class in upcoming(course, turn.now)}
    taken = await turn.work.cached(enrolments.taken, tuple(seats))
    return frozenset(key for key in seats if taken.get(key, 0) >= seats[key])


@service.form(
    SPEC, full=_full_classes, before=hear_opening, hears=hears, slots=("course", "name", "phone", "age")
)
async def enrol(turn: Turn, state: FormState) -> Reply:
    """Enrol the person, in what they want instead where the class is full."""
    state, instead = await with_other(turn, state)
    reply = await _enrolled(turn, state)
    return replace(reply, text=f"{instead}\n{reply.text}") if instead else reply


async def _enrolled(turn: Turn, state: FormState) -> Reply:
    """Enrol the person. An account enrols nobody twice in a course: the reply says where they already are."""
    slots = state.slots
    upcoming_class = find_class(turn.content.part(COURSES), slots["session"])
    if upcoming_class is None:
        return turn.say("enrol.gone", course=slots["course"], choices=offers(turn, "training.browse"))
    turn.session.topic.course = upcoming_class.course.name
    new = NewEnrolment(
        user=turn.message.user,
        course=upcoming_class.course.id,
        session=upcoming_class.key,
        session_title=upcoming_class.label(turn.now.date()),
        name=slots["name"],
        phone=slots["phone"],
        for_whom=slots.get("for_whom", SELF),
        age=int(slots["age"]) if "age" in slots else None,
    )
    show_own = Choice(turn.words.say("enrol.mine_link"), Wish("training.mine"))
    try:
        enrolment = await seat_allocation.allocate(
            turn.work,
            new,
            upcoming_class.group.seats,
            turn.now,
            turn.rules.enrolments_a_day,
            of_address(turn, "enrolments", turn.rules.enrolments_a_day),
        )
    except AlreadyEnrolled as already:
        return _already(turn, already.existing, show_own)
    except TooManyEnrolments:
        return turn.say(
            "enrol.too_many",
            most=turn.rules.enrolments_a_day,
            choices=(show_own, *offers(turn, "dialog.human")),
        )
    fields = {
        "name": enrolment.name,
        "course": upcoming_class.course.name,
        "label": upcoming_class.label(turn.now.date()),
    }
    if enrolment.status == SeatStatus.WAITLISTED:
        return turn.say(
            "enrol.waitlisted", place=enrolment.place, number=enrolment.id, choices=(show_own,), **fields
        )
    if turn.outcome.form_ended:  # somebody was enrolled with the same yes, and where it is was said
        return turn.say("enrol.confirmed_too", number=enrolment.id, choices=(show_own,), **fields)
    venue = find_venue(turn.content, upcoming_class.course.venue)
    where = f"{venue.name}（{venue.where}）" if venue else upcoming_class.course.venue
    fields |= {"hours": upcoming_class.hours, "place": where, "bring": upcoming_class.course.bring}
    return turn.say("enrol.confirmed", number=enrolment.id, choices=(show_own,), **fields)


def _already(turn: Turn, existing: Enrolment, show_own: Choice) -> Reply:
    fields = {"name": existing.name, "course": course_name(turn, existing)}
    return turn.say(
        "enrol.already",
        label=existing.session_title,
        status=status(turn, existing),
        choices=(show_own, withdraw_link(turn, existing)),
        **fields,
    )
