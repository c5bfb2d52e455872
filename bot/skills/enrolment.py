"""Enrolment by conversation: sign up, my sign-ups, change class, withdraw."""

from bot.content.catalogue import age_fits, find_class, upcoming
from bot.dialogue.common_slots import FOR_WHOM, NAME, PHONE, SELF
from bot.dialogue.form_spec import Fault, FormSpec, SlotSpec, Values, World
from bot.dialogue.reading import read_age, read_class, read_course
from bot.dialogue.session import FormState
from bot.dialogue.skill import Own, Skill, Turn
from bot.message import Choice, Reply
from bot.records import enrolments, notices, placing
from bot.records.enrolments import AlreadyEnrolled, Enrolment, NewEnrolment

CONFIRMED, WAITLISTED = "confirmed", "waitlisted"
SUGGESTED = 4

skill = Skill(
    name="enrolment",
    says={
        "enrol.full": frozenset(),
        "enrol.all_courses": frozenset(),
        "enrol.no_class": frozenset({"course"}),
        "enrol.age_out": frozenset({"course", "age", "who"}),
        "enrol.other_course": frozenset(),
        "enrol.other_age": frozenset(),
        "enrol.gone": frozenset({"course"}),
        "enrol.confirmed": frozenset({"name", "course", "label", "hours", "place", "bring", "number"}),
        "enrol.waitlisted": frozenset({"name", "course", "label", "place", "number"}),
        "enrol.already": frozenset({"name", "course", "label", "status"}),
        "enrol.already_by_other": frozenset({"name", "course"}),
        "enrol.mine_link": frozenset(),
        "enrol.mine": frozenset(),
        "enrol.mine_none": frozenset(),
        "enrol.line": frozenset({"course", "label", "name", "status", "number"}),
        "enrol.status_confirmed": frozenset(),
        "enrol.status_waitlisted": frozenset({"place"}),
        "enrol.withdraw_link": frozenset({"course", "name"}),
        "enrol.which": frozenset(),
        "enrol.not_in": frozenset({"course"}),
        "enrol.sure": frozenset({"course", "label", "name"}),
        "enrol.sure_yes": frozenset(),
        "enrol.sure_move": frozenset(),
        "enrol.sure_no": frozenset(),
        "enrol.kept": frozenset(),
        "enrol.withdrawn": frozenset({"course", "name"}),
        "enrol.not_found": frozenset(),
        "enrol.promoted": frozenset({"name", "course", "label"}),
        "enrol.move_which": frozenset({"course"}),
        "enrol.no_other": frozenset({"course"}),
        "enrol.moved": frozenset({"name", "course", "label", "status"}),
    },
)


def _courses(values: Values, world: World) -> tuple[Choice, ...]:
    open_now = [course for course in world.content.courses if upcoming(course, world.now)]
    some = tuple(Choice(course.name, value=course.name) for course in open_now[:SUGGESTED])
    return (*some, Choice(world.content.replies["enrol.all_courses"], intent="training.browse"))


def _classes(values: Values, world: World) -> tuple[Choice, ...]:
    course = world.content.course(values.get("course", ""))
    if course is None:
        return ()
    full = world.content.replies["enrol.full"]
    today = world.now.date()
    return tuple(
        Choice(one.label(today) + (full if one.key in world.full else ""), value=one.key)
        for one in upcoming(course, world.now)
    )


def _class_label(value: str, values: Values, world: World) -> str:
    one = find_class(world.content.courses, value)
    full = world.content.replies["enrol.full"] if value in world.full else ""
    return f"{one.label(world.now.date())}{full}" if one else value


def _course_shown(value: str, values: Values, world: World) -> str:
    course = world.content.course(value)
    return course.name if course else value


def _course_check(value: str, values: Values, world: World) -> Fault | None:
    course = world.content.course(value)
    if course is not None and upcoming(course, world.now):
        return None
    return Fault("enrol.no_class", {"course": value})


def _age_asked(values: Values, world: World) -> bool:
    course = world.content.course(values.get("course", ""))
    return course is not None and bool(course.min_age or course.max_age)


def _age_check(value: str, values: Values, world: World) -> Fault | None:
    course = world.content.course(values.get("course", ""))
    if course is None or age_fits(course, int(value)):
        return None
    instead = (
        Choice(world.content.replies["enrol.other_course"], value="#clear:course"),
        Choice(world.content.replies["enrol.other_age"], value="#clear:age"),
    )
    return Fault("enrol.age_out", {"course": course.name, "age": value, "who": course.for_whom}, instead)


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
    """The classes of the form's course that have no seat left."""
    state = turn.session.form or turn.session.draft
    name = (
        turn.slot("course") or (state.slots.get("course", "") if state else "") or turn.session.topic.course
    )
    course = turn.content.course(name)
    if course is None:
        return frozenset()
    coming = upcoming(course, turn.now)
    taken = await turn.work.recent(enrolments.taken, tuple(one.key for one in coming))
    return frozenset(one.key for one in coming if taken.get(one.key, 0) >= one.group.seats)


@skill.form(SPEC, full=_full_classes)
async def enrol(turn: Turn, state: FormState) -> Reply:
    """A seat, or a place on the waitlist; the same person twice in a course is told so."""
    slots = state.slots
    one = find_class(turn.content.courses, slots["session"])
    if one is None:
        return turn.say("enrol.gone", course=slots["course"], choices=turn.menu())
    turn.session.topic.course = one.course.name
    new = NewEnrolment(
        user=turn.message.user,
        course=one.course.id,
        session=one.key,
        session_title=one.label(turn.now.date()),
        name=slots["name"],
        phone=slots["phone"],
        for_whom=slots.get("for_whom", SELF),
        age=int(slots["age"]) if "age" in slots else None,
    )
    mine = Choice(turn.words.say("enrol.mine_link"), intent="training.mine")
    try:
        placed = await placing.place(turn.work, new, one.group.seats, turn.now)
    except AlreadyEnrolled as already:
        return _already(turn, already.existing, mine)
    said = {"name": placed.name, "course": one.course.name, "label": one.label(turn.now.date())}
    if placed.status == WAITLISTED:
        return turn.say("enrol.waitlisted", place=placed.place, number=placed.id, choices=(mine,), **said)
    venue = turn.content.venue(one.course.venue)
    where = f"{venue.name}（{venue.where}）" if venue else one.course.venue
    said |= {"hours": one.hours, "place": where, "bring": one.course.bring}
    return turn.say("enrol.confirmed", number=placed.id, choices=(mine,), **said)


@skill.on("training.mine")
async def mine(turn: Turn) -> Reply:
    """All that this resident signed up for, each with its state."""
    own = await enrolments.of_user(turn.work, turn.message.user)
    if not own:
        browse = turn.content.intents["training.browse"]
        return await turn.nothing_but("enrol.mine_none", Choice(browse.title, intent=browse.label))
    lines = [turn.words.say("enrol.mine"), *(_line(turn, one) for one in own)]
    return Reply("\n".join(lines), tuple(_withdraw_link(turn, one) for one in own))


@skill.owns
async def owned(turn: Turn) -> tuple[Own, ...]:
    """The resident's places, for 「我的」."""
    own = await enrolments.of_user(turn.work, turn.message.user)
    return tuple(Own(_line(turn, one), _withdraw_link(turn, one)) for one in own)


@skill.on("training.cancel")
async def withdraw(turn: Turn) -> Reply:
    """Withdraw from a course, or change its class: which one, then are you sure, then done."""
    own = await enrolments.of_user(turn.work, turn.message.user)
    number, course = turn.slot("enrolment"), turn.content.course(turn.slot("course"))
    named = [one for one in own if str(one.id) == number or (course and one.course == course.id)]
    if not own:
        return await turn.nothing_but("enrol.not_found", *turn.menu())
    if turn.slot("course") and not named:
        links = tuple(_withdraw_link(turn, one) for one in own)
        return turn.say("enrol.not_in", course=turn.slot("course"), choices=links)
    if len(named or own) > 1:
        return turn.say("enrol.which", choices=tuple(_withdraw_link(turn, one) for one in named or own))
    one = (named or own)[0]
    if turn.slot("sure"):
        return await _withdrawn(turn, one)
    act = (("enrolment", str(one.id)),)
    choices = (
        Choice(turn.words.say("enrol.sure_yes"), intent="training.cancel", slots=(*act, ("sure", "yes"))),
        Choice(turn.words.say("enrol.sure_move"), intent="training.move", slots=act),
        Choice(turn.words.say("enrol.sure_no"), intent="training.keep"),
    )
    name = _course_name(turn, one)
    return turn.say("enrol.sure", course=name, label=one.session_title, name=one.name, choices=choices)


@skill.on("training.keep")
async def keep(turn: Turn) -> Reply:
    """「不退了」"""
    return turn.say("enrol.kept", choices=turn.menu())


@skill.on("training.move")
async def move(turn: Turn) -> Reply:
    """Change to another class of the same course: reached by choices only."""
    own = await enrolments.of_user(turn.work, turn.message.user)
    one = next((mine for mine in own if str(mine.id) == turn.slot("enrolment")), None)
    course = turn.content.course(one.course) if one else None
    if one is None or course is None:
        return turn.say("enrol.not_found", choices=turn.menu())
    today = turn.now.date()
    others = [group for group in upcoming(course, turn.now) if group.key != one.session]
    wanted = next((group for group in others if group.key == turn.slot("class")), None)
    if wanted is None and not others:
        return turn.say("enrol.no_other", course=course.name, choices=turn.menu())
    if wanted is None:
        act = ("enrolment", str(one.id))
        choices = tuple(
            Choice(group.label(today), intent="training.move", slots=(act, ("class", group.key)))
            for group in others
        )
        return turn.say("enrol.move_which", course=course.name, choices=choices)
    left = find_class(turn.content.courses, one.session)
    moved, promoted = await enrolments.move(
        turn.work,
        turn.message.user,
        one.id,
        session=wanted.key,
        session_title=wanted.label(today),
        seats_new=wanted.group.seats,
        seats_old=left.group.seats if left else 0,
        now=turn.now,
    )
    await _tell(turn, promoted)
    said = {"name": moved.name, "course": course.name, "label": moved.session_title}
    return turn.say("enrol.moved", status=_status(turn, moved), choices=turn.menu(), **said)


async def _withdrawn(turn: Turn, one: Enrolment) -> Reply:
    cancelled = await _cancelled(turn, one)
    return turn.say(
        "enrol.withdrawn", course=_course_name(turn, cancelled), name=cancelled.name, choices=turn.menu()
    )


@skill.leaves
async def leave(turn: Turn) -> None:
    """The resident is erased: the seats go to who waits for them."""
    for one in await enrolments.of_user(turn.work, turn.message.user):
        await _cancelled(turn, one)


async def _cancelled(turn: Turn, one: Enrolment) -> Enrolment:
    group = find_class(turn.content.courses, one.session)
    seats = group.group.seats if group else 0
    cancelled, promoted = await enrolments.cancel(turn.work, turn.message.user, one.id, seats, turn.now)
    await _tell(turn, promoted)
    return cancelled


async def _tell(turn: Turn, promoted: list[Enrolment]) -> None:
    """Those who moved up get a notice, written in the same transaction as their seat."""
    for one in promoted:
        course = _course_name(turn, one)
        text = turn.words.say("enrol.promoted", name=one.name, course=course, label=one.session_title)
        await notices.add(turn.work, one.user, text, turn.now)


def _already(turn: Turn, existing: Enrolment, mine_link: Choice) -> Reply:
    said = {"name": existing.name, "course": _course_name(turn, existing)}
    if existing.user != turn.message.user:
        return turn.say("enrol.already_by_other", choices=turn.menu(), **said)
    return turn.say(
        "enrol.already",
        label=existing.session_title,
        status=_status(turn, existing),
        choices=(mine_link, _withdraw_link(turn, existing)),
        **said,
    )


def _line(turn: Turn, one: Enrolment) -> str:
    return turn.words.say(
        "enrol.line",
        course=_course_name(turn, one),
        label=one.session_title,
        name=one.name,
        status=_status(turn, one),
        number=one.id,
    )


def _status(turn: Turn, one: Enrolment) -> str:
    key = "enrol.status_confirmed" if one.status == CONFIRMED else "enrol.status_waitlisted"
    return turn.words.say(key, place=one.place)


def _withdraw_link(turn: Turn, one: Enrolment) -> Choice:
    label = turn.words.say("enrol.withdraw_link", course=_course_name(turn, one), name=one.name)
    return Choice(label, intent="training.cancel", slots=(("enrolment", str(one.id)),))


def _course_name(turn: Turn, one: Enrolment) -> str:
    course = turn.content.course(one.course)
    return course.name if course else one.course
