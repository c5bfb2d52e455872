"""A resident's own enrolments: shown, cancelled, moved to another class."""

from collections.abc import Sequence

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.dates import spoken
from bot.content.shared.courses import COURSES, Course, find_course
from bot.content.shared.upcoming_classes import Upcoming, upcoming
from bot.content.shared.venues import find_venue
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.records.record_fields import told_of
from bot.conversation.turn import OwnRecord, Told, Turn
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.class_keys import find_class, seats_of
from bot.services.enrolment.enrolment_form import SPEC
from bot.services.enrolment.enrolment_wording import (
    course_name,
    line,
    moved_up,
    status,
    title,
    withdraw_link,
)
from bot.services.enrolment.records import Enrolment
from bot.services.enrolment.service import service
from bot.storage import notices, phone_codes
from bot.storage.transitions import Party
from bot.understanding.slots import person, phone


@service.on("training.mine", slots=("course", "name", "phone"))
async def mine(turn: Turn) -> Reply:
    """Show the resident's enrolments, each with its status."""
    own = await enrolments.of_user(turn.work, turn.message.user)
    if not own and turn.slot("course"):
        return _offer_to_enrol(turn, turn.slot("course"))
    if not own:
        browse = turn.content.intents["training.browse"]
        return await turn.no_such_record("enrol.mine_none", Choice(browse.title, Wish(browse.label)))
    lines = [turn.words.say("enrol.mine"), *(line(turn, enrolment) for enrolment in own)]
    return Reply("\n".join(lines), tuple(withdraw_link(turn, enrolment) for enrolment in own))


def _offer_to_enrol(turn: Turn, course: str) -> Reply:
    """Nothing is on record of the course that was asked after: it can be enrolled in with all that the message says."""
    known, text = find_course(turn.content, course), turn.message.text.replace(course, " ")
    course = known.name if known else course
    dropped = turn.session.dropped
    told = dict(dropped.slots) if dropped is not None and dropped.form == SPEC.name else {}
    name = person.called(text) or person.in_a_clause(text) or told.get("name", "")
    number = "" if phone.find(text) else told.get("phone", "")
    beside = " ".join(part for part in (text.replace(name, " ") if name else text, number) if part)
    said = f"我叫{name} {beside}" if name else beside
    wish = Wish("training.enrol", (("course", course),), said=said)
    choice = Choice(turn.words.say("enrol.now_link", course=course), wish)
    return turn.say("enrol.not_yet", course=course, choices=(choice,))


@service.tells_own_records
async def owned(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's enrolments for 「我的」."""
    own = await enrolments.of_user(turn.work, turn.message.user)
    return tuple(
        OwnRecord(
            line(turn, enrolment),
            withdraw_link(turn, enrolment),
            kind="enrol",
            ref=str(enrolment.id),
            title=title(turn, enrolment),
            status=status(turn, enrolment),
            phone=enrolment.phone,
            told=_told(turn, enrolment),
        )
        for enrolment in own
    )


def values_of(turn: Turn, enrolment: Enrolment) -> dict[str, str]:
    """What stands in the enrolment, by the slots of its form."""
    who = {"for_whom": enrolment.for_whom, "name": enrolment.name, "phone": enrolment.phone}
    course = {"course": course_name(turn, enrolment), "session": enrolment.session}
    return {**course, **who, "age": str(enrolment.age or "")}


def _told(turn: Turn, enrolment: Enrolment) -> tuple[Told, ...]:
    """What was written down, and when and where the class takes place."""
    values = values_of(turn, enrolment) | {"session": enrolment.session_title}
    joined = find_class(turn.content.part(COURSES), enrolment.session)
    if joined is None:
        return told_of(turn, SPEC, values)
    venue = find_venue(turn.content, joined.course.venue)
    place = f"{venue.name}（{venue.where}）" if venue else joined.course.venue
    hours = turn.words.say("enrol.hours", hours=joined.hours, start=spoken(joined.start, turn.now.date()))
    return told_of(turn, SPEC, values, hours=hours, venue=place, bring=joined.course.bring)


@service.on("training.cancel", slots=("course", "name", "phone", "date"))
async def withdraw(turn: Turn) -> Reply:
    """Cancel an enrolment: ask which one is meant, then for a confirmation, which also offers another class."""
    own = await enrolments.of_user(turn.work, turn.message.user)
    number, course = turn.slot("enrolment"), find_course(turn.content, turn.slot("course"))
    meant = _meant(own, number, course, turn.message.text)
    if not own:
        return await turn.no_such_record("enrol.not_found", *offers(turn, "dialog.human"))
    if turn.slot("course") and not meant:
        links = tuple(withdraw_link(turn, enrolment) for enrolment in own)
        return turn.say("enrol.not_in", course=turn.slot("course"), choices=links)
    if len(meant or own) > 1:
        return turn.say(
            "enrol.which", choices=tuple(withdraw_link(turn, enrolment) for enrolment in meant or own)
        )
    enrolment = (meant or own)[0]
    if turn.confirmed:
        return await _withdrawn(turn, enrolment)
    this = (("enrolment", str(enrolment.id)),)
    choices = (
        Choice(turn.words.say("enrol.sure_yes"), Wish("training.cancel", this, confirmed=True)),
        Choice(turn.words.say("enrol.sure_move"), Wish("training.move", this)),
        Choice(turn.words.say("enrol.sure_no"), Wish("training.keep")),
    )
    name = course_name(turn, enrolment)
    return turn.say(
        "enrol.sure", course=name, label=enrolment.session_title, name=enrolment.name, choices=choices
    )


def _meant(own: Sequence[Enrolment], number: str, course: Course | None, text: str) -> list[Enrolment]:
    """The enrolments of this number or in this course; where the text names somebody of several, theirs."""
    meant = [
        enrolment
        for enrolment in own
        if str(enrolment.id) == number or (course and enrolment.course == course.id)
    ]
    named = [enrolment for enrolment in (meant if course else meant or own) if enrolment.name in text]
    return named or meant


@service.on_postback("training.keep")
async def keep(turn: Turn) -> Reply:
    """「不退了」: the resident keeps the enrolment after all."""
    return turn.say("enrol.kept")


@service.on_postback("training.move")
async def move(turn: Turn) -> Reply:
    """Move an enrolment to another class of the same course; only a choice leads here."""
    own = await enrolments.of_user(turn.work, turn.message.user)
    enrolment = next((enrolment for enrolment in own if str(enrolment.id) == turn.slot("enrolment")), None)
    course = find_course(turn.content, enrolment.course) if enrolment else None
    if enrolment is None or course is None:
        return turn.say("enrol.not_found", choices=offers(turn, "dialog.human", "training.browse"))
    others = [
        upcoming_class
        for upcoming_class in upcoming(course, turn.now)
        if upcoming_class.key != enrolment.session
    ]
    new_class = next(
        (upcoming_class for upcoming_class in others if upcoming_class.key == turn.slot("class")), None
    )
    if new_class is None:
        return _which_class(turn, enrolment, course, others)
    moved, promoted = await enrolments.move(
        turn.work,
        turn.message.user,
        enrolment.id,
        session=new_class.key,
        session_title=new_class.label(turn.now.date()),
        seats_new=new_class.group.seats,
        seats_old=seats_of(turn.content.part(COURSES), enrolment.session),
        now=turn.now,
    )
    await moved_up(turn, promoted)
    label, now = moved.session_title, status(turn, moved)
    return turn.say("enrol.moved", name=moved.name, course=course.name, label=label, status=now)


def _which_class(turn: Turn, enrolment: Enrolment, course: Course, others: Sequence[Upcoming]) -> Reply:
    """The question to which of the other classes the enrolment is moved; that there is no other."""
    if not others:
        return turn.say("enrol.no_other", course=course.name, choices=offers(turn, "training.browse"))
    this, today = ("enrolment", str(enrolment.id)), turn.now.date()
    choices = tuple(
        Choice(other.label(today), Wish("training.move", (this, ("class", other.key)))) for other in others
    )
    return turn.say("enrol.move_which", course=course.name, choices=choices)


async def _withdrawn(turn: Turn, enrolment: Enrolment) -> Reply:
    cancelled = await _cancelled(turn, enrolment)
    return turn.say("enrol.withdrawn", course=course_name(turn, cancelled), name=cancelled.name)


@service.tells_phone_records
async def of_phone(turn: Turn, phone: str) -> tuple[OwnRecord, ...]:
    """The enrolments under a confirmed phone, whichever account made them, each with the choice to undo it."""
    return tuple(
        OwnRecord(line(turn, enrolment), _not_mine_link(turn, enrolment))
        for enrolment in await enrolments.of_phone(turn.work, phone)
    )


@service.on_postback("enrolment.not_mine")
async def undo(turn: Turn) -> Reply:
    """Cancel an enrolment under the phone that the resident has just confirmed; the account that made it is told."""
    phone = await phone_codes.proven(turn.work, turn.message.user, turn.now)
    under_phone = await enrolments.of_phone(turn.work, phone) if phone else []
    number = turn.slot("enrolment")
    enrolment = next((enrolment for enrolment in under_phone if str(enrolment.id) == number), None)
    if enrolment is None:
        return turn.say("enrol.not_found", choices=offers(turn, "dialog.human", "training.browse"))
    reply = await _withdrawn(turn, enrolment)
    if enrolment.user != turn.message.user:
        words = {"name": enrolment.name, "course": course_name(turn, enrolment)}
        text = turn.words.say("enrol.undone_by_owner", **words)
        await notices.add(turn.work, enrolment.user, text, turn.now)
    return reply


def _not_mine_link(turn: Turn, enrolment: Enrolment) -> Choice:
    words = {"course": course_name(turn, enrolment), "name": enrolment.name}
    label = turn.words.say("enrol.not_mine_link", **words)
    return Choice(label, Wish("enrolment.not_mine", (("enrolment", str(enrolment.id)),)))


@service.on_erasure
async def leave(turn: Turn) -> None:
    """Before a resident is erased, their seats go to the waitlist."""
    for enrolment in await enrolments.of_user(turn.work, turn.message.user):
        await _cancelled(turn, enrolment)


async def _cancelled(turn: Turn, enrolment: Enrolment) -> Enrolment:
    seats, actor = seats_of(turn.content.part(COURSES), enrolment.session), turn.message.user
    cancelled, promoted = await enrolments.cancel(
        turn.work, enrolment.user, enrolment.id, seats, Party.RESIDENT, actor, turn.now
    )
    await moved_up(turn, promoted)
    return cancelled
