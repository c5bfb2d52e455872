"""What a resident wants with a call that they booked, or with a person's help: how it stands, changed, off, rated."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.community import COMMUNITY
from bot.conversation.carry_out.readings.record_choices import record_choice
from bot.conversation.carry_out.records.record_commands import ref_number
from bot.conversation.carry_out.records.record_fields import FormOnRecord, changed, new_value, tell_status
from bot.conversation.carry_out.staff_wanted import NOTED, RING
from bot.conversation.commands import Record, RecordAction
from bot.conversation.interpret.wishes.call_wishes import when_to_ring
from bot.conversation.session import FormState
from bot.conversation.turn import Turn
from bot.services.handoff import records as handoffs
from bot.services.handoff.calls import (
    CALL,
    KNOWN_NUMBER,
    book,
    book_number,
    booked_as,
    complains_of_no_call,
    notes_told,
    offered,
    together,
    told_before,
    told_limit,
    written_down,
)
from bot.services.handoff.records import Handoff
from bot.services.handoff.service import back, service, title
from bot.services.handoff.statuses import HandoffStatus
from bot.storage.transitions import Party
from bot.understanding.slots import phone as phone_number

MOST = 5  # stars


@service.on_record("callback", RecordAction.STATUS)
async def tell(turn: Turn, command: Record) -> Reply:
    """When somebody rings, or whether somebody answers."""
    handoff = await _own(turn, command)
    if handoff is None:
        return _none(turn)
    when = handoff.free or turn.content.part(COMMUNITY).office.hours
    what_next = turn.words.say(f"handoff.next_{handoff.status}", when=when, phone=handoff.phone)
    status = turn.words.say(f"handoff.status_{handoff.status}")
    return tell_status(turn, title(turn, handoff), status, what_next, ())


@service.on_record("callback", RecordAction.CHANGE)
async def change(turn: Turn, command: Record) -> Reply:
    """Another phone or time for the call; it is not booked again."""
    handoff = await _own(turn, command)
    if handoff is None or handoff.status is not HandoffStatus.CALLBACK:
        return _none(turn)
    values = {"phone": handoff.phone, "free": handoff.free}
    on_record = FormOnRecord(CALL, title(turn, handoff), values, service.changeable("callback"))
    value = new_value(turn, on_record, command)
    if isinstance(value, Reply):
        return value
    corrected = await handoffs.correct_call(
        turn.work, handoff.user, handoff.id, turn.now, **{command.slot: value}
    )
    return changed(turn, on_record, command.slot, value) if corrected else _none(turn)


@service.on_record("callback", RecordAction.WITHDRAW, sure="handoff.withdraw_sure")
async def call_off(turn: Turn, command: Record) -> Reply:
    """Nobody has to ring; a conversation that goes on is ended."""
    handoff = await _own(turn, command)
    if handoff is None:
        return _none(turn)
    if handoff.status is not HandoffStatus.CALLBACK:
        return await back(turn)
    await handoffs.close(turn.work, handoff.id, Party.RESIDENT, handoff.user, turn.now)
    return turn.say("handoff.call_off")


@service.on_record("callback", RecordAction.ADD)
async def add(turn: Turn, command: Record) -> Reply:
    """What whoever rings should know, or ask first, stands beside the call."""
    handoff = await _own(turn, command)
    if handoff is None:
        return _none(turn)
    if not command.value:
        return turn.say("handoff.add_what")
    await written_down(turn, handoff, command.value)
    return turn.say("handoff.added", more=command.value)


@service.on_record("callback", RecordAction.NOT_DONE)
async def not_rung(turn: Turn, command: Record) -> Reply:
    """「电话一只也没来过」: the complaint is written beside the call, which still stands."""
    handoff = await _own(turn, command)
    if handoff is None or handoff.status is not HandoffStatus.CALLBACK:
        return await tell(turn, command)
    return await _sorry(turn, handoff)


@service.middleware
async def hear_complaint(turn: Turn) -> list[Reply] | None:
    """「等了两天没人打来」 of a call that is booked is a complaint, whatever else it sounds like."""
    parse, session = turn.parse, turn.session
    if session.form is not None or session.crisis is not None or parse.emergency or parse.possible:
        return None
    if not complains_of_no_call(turn.message.text):
        return None
    booked = await _booked_call(turn)
    return [await _sorry(turn, booked)] if booked is not None else None


@service.on_postback(KNOWN_NUMBER)
async def ring_known(turn: Turn) -> Reply:
    """「对，打这个号码」: a call on the number that was given a moment ago."""
    values = {slot: value for slot in ("phone", "free") if (value := turn.slot(slot))}
    return await book(turn, FormState(CALL.name, {**values, "reason": turn.session.topic.matter}))


@service.on_postback(RING)
async def ring(turn: Turn) -> Reply:
    """A call at once on the number that was told; the one that is booked on it gets what is told besides."""
    number = phone_number.find_any(turn.message.text, asked=True) or turn.session.topic.number
    booked = await _booked_call(turn)
    if booked is None or booked.phone != number:
        return await book_number(turn, number)
    turn.session.topic.done, turn.session.topic.done_turn = CALL.name, turn.session.turn
    when, notes = when_to_ring(turn.message.text), notes_told(turn.message.text)
    changed_call = await handoffs.correct_call(
        turn.work, booked.user, booked.id, turn.now, free=when or booked.free
    )
    await written_down(turn, booked, notes)
    key = "handoff.booked_told" if notes else "handoff.booked"
    return booked_as(turn, changed_call or booked, key, notes)


@service.on_postback(NOTED)
async def whether_noted(turn: Turn) -> Reply:
    """「回电话登记了没有」: the call that is booked, or that there is none, with the offer to book it."""
    booked, topic = await _booked_call(turn), turn.session.topic
    if booked is not None:
        return booked_as(turn, booked, "handoff.noted")
    topic.call_offered_turn = turn.session.turn + 1
    number = topic.number or turn.session.known.get("phone", "")
    if number:
        return offered(turn, number, "", "handoff.not_noted_known")
    call = Choice(turn.words.say("handoff.call_link"), Wish(CALL.intent))
    return turn.say("handoff.not_noted", choices=(call,))


async def _booked_call(turn: Turn) -> Handoff | None:
    own = await handoffs.of_user(turn.work, turn.message.user)
    return next((handoff for handoff in own if handoff.status is HandoffStatus.CALLBACK), None)


@service.middleware
async def keep_told(turn: Turn) -> list[Reply] | None:
    """What is told beside the number while a call is being booked is kept for whoever rings: 「139… 我姓邬」."""
    form = turn.session.form
    if form is not None and form.form == CALL.name and turn.postback is None:
        turn.session.topic.tell_matter(
            together((told_before(turn), notes_told(turn.message.text))), turn.session.turn
        )
    return None


@service.middleware
async def hear_when(turn: Turn) -> list[Reply] | None:
    """「五点之前打」, 「早上不行」 while a call is booked: that is when to ring, and is written on it.

    Only just after the call was spoken of, so that the time of another thing is left to that.
    """
    text, session = turn.message.text, turn.session
    if session.form is not None or session.crisis is not None or turn.postback is not None:
        return None
    when = told_limit(text) if len(text) <= LONGEST and "打" in text + _last_spoken(turn) else ""
    booked = await _booked_call(turn) if when else None
    if booked is None or when == booked.free:
        return None
    corrected = await handoffs.correct_call(turn.work, booked.user, booked.id, turn.now, free=when)
    hours = turn.content.part(COMMUNITY).office.hours
    noted = turn.say("handoff.when_noted", phone=booked.phone, when=when, hours=hours)
    return [noted] if corrected else None


def _last_spoken(turn: Turn) -> str:
    """打, where the call was made or spoken of just now."""
    topic = turn.session.topic
    just = topic.done == CALL.name and turn.session.turn - topic.done_turn <= JUST
    return "打" if just else ""


LONGEST, JUST = 40, 2  # characters; turns


async def _sorry(turn: Turn, handoff: Handoff) -> Reply:
    office = turn.content.part(COMMUNITY).office
    await written_down(turn, handoff, turn.message.text)
    when = handoff.free or office.hours
    person = Choice(turn.content.intents["dialog.human"].title, Wish("dialog.human"))
    return turn.say(
        "handoff.not_rung", phone=handoff.phone, when=when, address=office.address, choices=(person,)
    )


@service.on_record("callback", RecordAction.RATE, over=True)
async def rate(turn: Turn, command: Record) -> Reply:
    """One star to five for the help of a person, once, when it is over."""
    handoff = await handoffs.last_closed(turn.work, turn.message.user)
    if handoff is None:
        return turn.say("handoff.rate_none")
    stars = ref_number(command.value)
    if not 1 <= stars <= MOST:
        return turn.say("handoff.rate", choices=_stars(turn))
    await handoffs.rate(turn.work, handoff.user, handoff.id, stars, turn.now)
    if stars > 2:
        return turn.say("handoff.rated", stars=stars)
    person = Choice(turn.content.intents["dialog.human"].title, Wish("dialog.human"))
    return turn.say("handoff.rated_low", stars=stars, choices=(person,))


def _stars(turn: Turn) -> tuple[Choice, ...]:
    """One star to five, so that the choice's number is the stars', each in words."""
    words = turn.words.say("handoff.stars").split("、")
    return tuple(
        record_choice(word, Record(RecordAction.RATE, "callback", value=str(stars)))
        for stars, word in enumerate(words, 1)
    )


async def _own(turn: Turn, command: Record) -> Handoff | None:
    own = await handoffs.of_user(turn.work, turn.message.user)
    return next((handoff for handoff in own if handoff.id == ref_number(command.ref)), None)


def _none(turn: Turn) -> Reply:
    person = Choice(turn.content.intents["dialog.human"].title, Wish("dialog.human"))
    return turn.say("handoff.call_none", choices=(person,))
