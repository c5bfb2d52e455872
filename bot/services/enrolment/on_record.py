"""What a resident wants with an enrolment: how it stands, another class, a corrected name or phone, out of it."""

import re
from dataclasses import replace

from bot.common.message import Reply
from bot.content.shared.courses import COURSES, find_course
from bot.content.shared.venues import find_venue
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.readings.record_choices import ask_sure, is_sure, said_only
from bot.conversation.carry_out.records.record_commands import ref_number
from bot.conversation.carry_out.records.record_fields import FormOnRecord, changed, new_value, tell_status
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.enrolment import own_enrolments
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.class_keys import find_class, seats_of
from bot.services.enrolment.enrolment_form import SPEC
from bot.services.enrolment.enrolment_wording import course_name, status, title, withdraw_link
from bot.services.enrolment.records import Enrolment
from bot.services.enrolment.service import service
from bot.storage.seats import SeatStatus
from bot.understanding.questions.record_acts import asks_plainly, is_conditional

_ANOTHER_DAY = re.compile(
    r"(?:换|改|挪)(?:成|到|去)?(?:个|一个|一下|下)?(?:别的?|其他|其它|另外)?(?:的)?(?:日子|时间|一?天|班|辰光|期)"
    r"|(?:来|去)不了|没空|没时间|不得空|不方便"
)


@service.on_record("enrol", RecordAction.STATUS)
async def tell(turn: Turn, command: Record) -> Reply:
    """Whether there is a seat, and what comes next."""
    enrolment = await _own(turn, command)
    if enrolment is None:
        return _gone(turn)
    course = find_course(turn.content, enrolment.course)
    what_next = turn.words.say("enrol.next_waitlisted")
    if enrolment.status is SeatStatus.CONFIRMED and course is not None:
        venue = find_venue(turn.content, course.venue)
        place = venue.name if venue else course.venue
        what_next = turn.words.say("enrol.next_confirmed", place=place, bring=course.bring)
    choices = (withdraw_link(turn, enrolment),)
    return tell_status(turn, title(turn, enrolment), status(turn, enrolment), what_next, choices)


@service.on_record("enrol", RecordAction.WITHDRAW)
async def withdraw(turn: Turn, command: Record) -> Reply:
    """Cancel it after a confirmation, which also offers another class."""
    enrolment = await _own(turn, command)
    if enrolment is None:
        return _gone(turn)
    return await own_enrolments.withdraw(said_only(turn, enrolment=str(enrolment.id)))


@service.on_record("enrol", RecordAction.CHANGE)
async def change(turn: Turn, command: Record) -> Reply:
    """Another class, or a correction of who comes; another course is another enrolment."""
    enrolment = await _own(turn, command)
    if enrolment is None:
        return _gone(turn)
    on_record = _form_of(turn, enrolment)
    value = new_value(turn, on_record, command)
    if isinstance(value, Reply):
        return value
    if command.slot == "session":
        return await _move(turn, command, enrolment, value)
    corrected = await enrolments.correct(turn.work, _with(enrolment, command.slot, value), turn.now)
    if corrected is None:
        name = value if command.slot == "name" else enrolment.name
        return turn.say(
            "enrol.already",
            name=name,
            course=course_name(turn, enrolment),
            label=enrolment.session_title,
            status=status(turn, enrolment),
        )
    return changed(turn, _form_of(turn, corrected), command.slot, value)


async def _move(turn: Turn, command: Record, enrolment: Enrolment, key: str) -> Reply:
    """Move to the class; where that costs a seat, or was only asked about, ask first."""
    if key == enrolment.session:
        asked = new_value(turn, _form_of(turn, enrolment), replace(command, value=""))
        if isinstance(asked, Reply) and asked.choices and _ANOTHER_DAY.search(turn.message.text):
            return asked  # 「礼拜六要带孙子，换个日子」 names the day that does not suit
        return turn.say("enrol.same_class", title=title(turn, enrolment))
    question = "" if is_sure(turn) else await _before_move(turn, enrolment, key)
    if question:
        return ask_sure(turn, question, replace(command, value=key))
    return await own_enrolments.move(said_only(turn, enrolment=str(enrolment.id), **{"class": key}))


async def _before_move(turn: Turn, enrolment: Enrolment, key: str) -> str:
    """What is asked before a move that costs a seat, or that was only asked about: 「改成周三的还有位子吗」; else ""."""
    new_class = find_class(turn.content.part(COURSES), key)
    label = new_class.label(turn.now.date()) if new_class else key
    left = seats_of(turn.content.part(COURSES), key) - (await enrolments.taken(turn.work, [key]))[key]
    words = {"title": title(turn, enrolment), "label": label}
    if left <= 0:
        confirmed = enrolment.status is SeatStatus.CONFIRMED
        return turn.words.say("enrol.move_full", **words) if confirmed else ""
    return turn.words.say("enrol.move_asked", left=left, **words) if _only_asks(turn.message.text) else ""


def _only_asks(text: str) -> bool:
    """Is the other class only asked about, and nothing said that settles it?"""
    return asks(text) or asks_plainly(text) or is_conditional(text)


def _form_of(turn: Turn, enrolment: Enrolment) -> FormOnRecord:
    values = own_enrolments.values_of(turn, enrolment)
    fixed = {"course": "enrol.course_fixed"}
    return FormOnRecord(SPEC, title(turn, enrolment), values, service.changeable("enrol"), fixed)


def _with(enrolment: Enrolment, slot: str, value: str) -> Enrolment:
    """The enrolment with another value in a slot of its form."""
    match slot:
        case "name":
            return replace(enrolment, name=value)
        case "phone":
            return replace(enrolment, phone=value)
        case "age":
            return replace(enrolment, age=int(value))
        case _:
            return replace(enrolment, for_whom=value)


async def _own(turn: Turn, command: Record) -> Enrolment | None:
    own = await enrolments.of_user(turn.work, turn.message.user)
    return next((enrolment for enrolment in own if enrolment.id == ref_number(command.ref)), None)


def _gone(turn: Turn) -> Reply:
    return turn.say("enrol.not_found", choices=offers(turn, "dialog.human", "training.browse"))
