"""A resident's own tickets: their status, withdrawn, reopened."""

import re

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.common.text import letter_pairs
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.carry_out.records.record_commands import carry_out_record
from bot.conversation.carry_out.records.record_fields import told_of
from bot.conversation.commands import Record, RecordAction
from bot.conversation.turn import OwnRecord, Turn
from bot.services.feedback import records as tickets
from bot.services.feedback.form import ANONYMOUS, NAMED, SPEC, SUBMIT
from bot.services.feedback.records import Ticket
from bot.services.feedback.service import service
from bot.services.feedback.ticket_wording import action_link, change_link, line, record_kind, title
from bot.storage.shared_statuses import TicketStatus

SHOWN = 5
_ANSWERS_ME = re.compile(
    r"(?:你们|社区|侬|你)?(?:大概|到底)?(?:什么时候|啥时候|几时|啥辰光|多久|哪天|几天)(?:能|会|才|可以)?(?:给)?(?:(?:答复|回复|回答|回音|回话|回)(?:我|一下我)|给(?:我)?(?:个)?(?:答复|回复|回音|回话))"
)
_WAITING = (TicketStatus.RECEIVED, TicketStatus.IN_PROGRESS)


@service.on("feedback.status", slots=("ticket", "item"))
async def show(turn: Turn) -> Reply:
    """Show the ticket with this number, or all of the resident's, each with its status and the staff's answer."""
    number = _number(turn.slot("ticket"))
    own = await tickets.of_user(turn.work, turn.message.user)
    report = Choice(turn.content.intents[SUBMIT].title, Wish(SUBMIT))
    if number and number not in {ticket.id for ticket in own}:
        return turn.say("feedback.not_found", number=turn.slot("ticket"), choices=(report,))
    shown = [ticket for ticket in own if number in (0, ticket.id)][:SHOWN]
    if not shown:
        answer = turn.known_answer()
        return Reply(answer, (report,)) if answer else turn.say("feedback.none", choices=(report,))
    lines = "\n".join(line(turn, ticket) for ticket in shown)
    return turn.say(
        "feedback.list", lines=lines, choices=tuple(change_link(turn, ticket) for ticket in shown)
    )


@service.goes_on
async def asked_when_answered(turn: Turn) -> Reply | None:
    """「你们什么时候回我 居住证那个」: the resident's own tickets, of those the one that is named; None for anything else."""
    if turn.session.form is not None or not _ANSWERS_ME.search(turn.message.text):
        return None
    waiting = [
        ticket for ticket in await tickets.of_user(turn.work, turn.message.user) if ticket.status in _WAITING
    ]
    if not waiting:
        return await show(turn)
    pairs = letter_pairs(_ANSWERS_ME.sub(" ", turn.message.text))
    named = [ticket for ticket in waiting if pairs & letter_pairs(title(ticket))] or waiting
    told = [*(line(turn, ticket) for ticket in named[:SHOWN]), turn.words.say("feedback.no_day")]
    return Reply("\n".join(told), tuple(change_link(turn, ticket) for ticket in named[:SHOWN]))


@service.on_postback("feedback.withdraw")
async def withdraw(turn: Turn) -> Reply:
    """Withdraw a ticket: by 「撤回T0012」 at once, by the number of a choice after a question."""
    number = _number(turn.slot("ticket"))
    ticket = await tickets.find(turn.work, turn.message.user, number)
    if (
        ticket is not None and turn.message.text.strip().isdecimal()
    ):  # typed for something else, it loses a report
        return await carry_out_record(
            turn, Record(RecordAction.WITHDRAW, record_kind(ticket), ticket.number, words=turn.message.text)
        )
    withdrawn = await tickets.withdraw(turn.work, turn.message.user, number, turn.now)
    return turn.say(
        "feedback.withdrawn" if withdrawn else "feedback.too_late",
        number=f"T{number:04d}",
    )


@service.on_postback("feedback.reopen")
async def reopen(turn: Turn) -> Reply:
    """「还没解决」: the ticket goes back to the staff."""
    number = _number(turn.slot("ticket"))
    ticket = await tickets.reopen(turn.work, turn.message.user, number, turn.now)
    if ticket is None:
        return turn.say(
            "feedback.not_found",
            number=f"T{number:04d}",
            choices=offers(turn, "feedback.submit", "dialog.human"),
        )
    return turn.say(
        "feedback.reopened", number=ticket.number, choices=(action_link(turn, "feedback.withdraw", ticket),)
    )


@service.tells_own_records
async def own_records(turn: Turn) -> tuple[OwnRecord, ...]:
    """The resident's tickets for 「我的」."""
    own = await tickets.of_user(turn.work, turn.message.user)
    return tuple(
        OwnRecord(
            line(turn, ticket),
            change_link(turn, ticket),
            kind=record_kind(ticket),
            ref=ticket.number,
            title=title(ticket),
            status=turn.words.say(f"feedback.status_{ticket.status}"),
            phone=ticket.phone,
            told=told_of(turn, SPEC, values_of(ticket)),
        )
        for ticket in own
    )


def values_of(ticket: Ticket) -> dict[str, str]:
    """What stands in the ticket, by the slots of its form."""
    anonymous = ANONYMOUS if ticket.anonymous else NAMED
    return {"detail": ticket.detail, "place": ticket.place, "anonymous": anonymous}


def _number(text: str) -> int:
    """12 for 「T0012」; 0, which no ticket has, when there is no digit."""
    digits = "".join(character for character in text if character.isdecimal())
    return int(digits[:9]) if digits else 0
