"""What a resident wants with a ticket: how it stands, corrections, more of it, settled or not, rated, withdrawn."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings import record_reference
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.readings.record_choices import ask_sure, is_sure, record_choice
from bot.conversation.carry_out.records.record_commands import ref_number
from bot.conversation.carry_out.records.record_fields import FormOnRecord, changed, new_value, tell_status
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import Turn
from bot.services.feedback import records as tickets
from bot.services.feedback.form import ANONYMOUS, NAMED, SPEC
from bot.services.feedback.own_tickets import values_of
from bot.services.feedback.records import CLOSED, NewTicket, Ticket
from bot.services.feedback.service import service
from bot.services.feedback.ticket_wording import action_link, change_link, line, record_kind, title
from bot.storage.shared_statuses import TicketStatus
from bot.understanding.slots import anonymity

MOST = 5  # stars
_WANTED = {NAMED: NAMED, ANONYMOUS: ANONYMOUS, anonymity.YES: ANONYMOUS, anonymity.NO: NAMED}
LONGEST = 500  # characters of a ticket with what was added


@service.on_record("feedback", RecordAction.STATUS)
@service.on_record("voice", RecordAction.STATUS)
async def tell(turn: Turn, command: Record) -> Reply:
    """How far it is, with the staff's answer."""
    ticket = await _own(turn, command)
    if ticket is None:
        return _none(turn)
    status, what_next = _status(turn, ticket)
    choices = (change_link(turn, ticket),)
    if ticket.answer:
        return Reply(f"{line(turn, ticket)}\n{what_next}", choices)
    return tell_status(turn, title(ticket), status, what_next, choices)


@service.on_record("feedback", RecordAction.CHANGE)
@service.on_record("voice", RecordAction.CHANGE)
async def change(turn: Turn, command: Record) -> Reply:
    """Another wording or place, as long as it is not over; named or anonymous it becomes by a ticket in its place."""
    ticket = await _own(turn, command)
    if ticket is None:
        return _none(turn)
    if command.slot == "anonymous":
        return await _named_or_not(turn, ticket, command)
    values = values_of(ticket)
    of_voice = record_kind(ticket) == "voice"
    changeable = [slot for slot in service.changeable("feedback") if not of_voice or slot != "place"]
    on_record = FormOnRecord(SPEC, title(ticket), values, changeable)
    value = new_value(turn, on_record, command)
    if isinstance(value, Reply):
        return value
    value = anonymity.without_who(value) if ticket.anonymous else value
    corrected = await tickets.correct(turn.work, ticket, "changed", turn.now, **{command.slot: value})
    if corrected is None:
        return turn.say(
            "feedback.too_late_to_change", number=ticket.number, choices=(change_link(turn, ticket),)
        )
    return changed(turn, on_record, command.slot, value)


async def _named_or_not(turn: Turn, ticket: Ticket, command: Record) -> Reply:
    """The ticket named, or anonymous: it is taken back and written down anew, once that was agreed to."""
    wanted = _WANTED.get(command.value) or _WANTED.get(anonymity.told(command.value), "")
    if not wanted:
        return turn.say("feedback.anonymous_fixed", title=title(ticket))
    shown = turn.words.say(f"feedback.is_{wanted}")
    if ticket.anonymous == (wanted == ANONYMOUS):
        return turn.say("feedback.named_already", title=title(ticket), value=shown)
    if not is_sure(turn):
        question = turn.words.say("feedback.named_sure", title=title(ticket), value=shown)
        return ask_sure(turn, question, replace(command, value=wanted))
    if not await tickets.withdraw(turn.work, turn.message.user, ticket.id, turn.now):
        return turn.say("feedback.too_late_to_change", number=ticket.number)
    new = NewTicket(
        turn.message.user,
        ticket.kind,
        ticket.detail,
        ticket.place,
        ticket.picture,
        anonymous=wanted == ANONYMOUS,
    )
    again = await tickets.submit(turn.work, new, turn.now)
    record_reference.note_made(turn, command.kind, again.number)
    choices = (action_link(turn, "feedback.withdraw", again),)
    return turn.say(
        "feedback.named_anew", old=ticket.number, number=again.number, value=shown, choices=choices
    )


@service.on_record("feedback", RecordAction.WITHDRAW, sure="feedback.withdraw_sure")
@service.on_record("voice", RecordAction.WITHDRAW, sure="feedback.withdraw_sure")
async def withdraw(turn: Turn, command: Record) -> Reply:
    """The resident takes it back."""
    number = ref_number(command.ref)
    withdrawn = await tickets.withdraw(turn.work, turn.message.user, number, turn.now)
    key = "feedback.withdrawn" if withdrawn else "feedback.too_late"
    return turn.say(key, number=f"T{number:04d}")


@service.on_record("feedback", RecordAction.ADD)
@service.on_record("voice", RecordAction.ADD)
async def add(turn: Turn, command: Record) -> Reply:
    """More of the matter; a ticket that is over goes back to the staff with it."""
    ticket = await _own(turn, command)
    if ticket is None:
        return _none(turn)
    if command.slot == "picture":
        return await _with_picture(turn, ticket, command.value)
    more = command.value.strip()
    more = anonymity.without_who(more) if ticket.anonymous and more else more
    if not more:
        return turn.say("feedback.add_what", number=ticket.number)
    reopened = ticket.status in CLOSED
    if reopened:
        await tickets.reopen(turn.work, turn.message.user, ticket.id, turn.now)
    detail = turn.words.say("feedback.addition", detail=ticket.detail, more=more)[:LONGEST]
    if await tickets.correct(turn.work, ticket, "told more", turn.now, detail=detail) is None:
        return _none(turn)
    return turn.say(
        "feedback.added_reopened" if reopened else "feedback.added",
        number=ticket.number,
        more=more,
    )


async def _with_picture(turn: Turn, ticket: Ticket, picture: str) -> Reply:
    """The picture that was sent goes to the ticket, in place of an earlier one."""
    corrected = await tickets.correct(turn.work, ticket, "told more", turn.now, picture=picture)
    return turn.say("feedback.picture_added", number=ticket.number) if corrected else _none(turn)


@service.on_record("feedback", RecordAction.DONE)
@service.on_record("voice", RecordAction.DONE)
async def settle(turn: Turn, command: Record) -> Reply:
    """It has been settled; what the staff have resolved is rated."""
    ticket = await _own(turn, command)
    if ticket is None:
        return _none(turn)
    if await tickets.settle(turn.work, ticket, turn.now) is not None:
        return turn.say("feedback.settled", number=ticket.number)
    return await rate(turn, command)


@service.on_record("feedback", RecordAction.NOT_DONE)
@service.on_record("voice", RecordAction.NOT_DONE)
async def not_settled(turn: Turn, command: Record) -> Reply:
    """What was resolved goes back to the staff; anything else is with them already."""
    ticket = await _own(turn, command)
    if ticket is None:
        return _none(turn)
    reopened = await tickets.reopen(turn.work, turn.message.user, ticket.id, turn.now)
    if reopened is not None:
        return turn.say("feedback.reopened", number=ticket.number)
    status, what_next = _status(turn, ticket)
    return turn.say("feedback.not_settled", number=ticket.number, status=status, next=what_next)


@service.on_record("feedback", RecordAction.RATE)
@service.on_record("voice", RecordAction.RATE)
async def rate(turn: Turn, command: Record) -> Reply:
    """One star to five for what was done, once."""
    ticket = await _own(turn, command)
    if ticket is None:
        return _none(turn)
    if ticket.status is not TicketStatus.RESOLVED:
        status, _ = _status(turn, ticket)
        return turn.say("feedback.rate_early", number=ticket.number, status=status)
    if ticket.rating is not None:
        return turn.say("feedback.rated_before", number=ticket.number)
    stars = ref_number(command.value)
    if not 1 <= stars <= MOST:
        return turn.say("feedback.rate", number=ticket.number, choices=_stars(turn, ticket))
    await tickets.rate(turn.work, ticket, stars, turn.now)
    if stars > 2:
        return turn.say("feedback.rated", stars=stars)
    person = Choice(turn.content.intents["dialog.human"].title, Wish("dialog.human"))
    return turn.say("feedback.rated_low", stars=stars, choices=(person,))


def _stars(turn: Turn, ticket: Ticket) -> tuple[Choice, ...]:
    """One star to five, so that the choice's number is the stars', each in words."""
    kind = record_kind(ticket)
    words = turn.words.say("feedback.stars").split("、")
    return tuple(
        record_choice(word, Record(RecordAction.RATE, kind, ticket.number, value=str(stars)))
        for stars, word in enumerate(words, 1)
    )


def _status(turn: Turn, ticket: Ticket) -> tuple[str, str]:
    return (
        turn.words.say(f"feedback.status_{ticket.status}"),
        turn.words.say(f"feedback.next_{ticket.status}"),
    )


async def _own(turn: Turn, command: Record) -> Ticket | None:
    return await tickets.find(turn.work, turn.message.user, ref_number(command.ref))


def _none(turn: Turn) -> Reply:
    return turn.say("feedback.own_none", choices=offers(turn, "feedback.submit"))
