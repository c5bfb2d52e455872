"""A resident's own tickets: their status, withdrawn, reopened."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
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

SHOWN = 5


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
