"""Wording of a ticket: its line, and the choices that withdraw or reopen it."""

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.conversation.turn import Turn
from bot.services.feedback import records as tickets
from bot.services.feedback.records import Ticket
from bot.storage.shared_statuses import TicketStatus

LONGEST_TITLE = 16  # characters


def line(turn: Turn, ticket: Ticket) -> str:
    """The line of a list, with the staff's answer under it."""
    text = turn.words.say(
        "feedback.line",
        number=ticket.number,
        detail=ticket.detail[:30],
        status=turn.words.say(f"feedback.status_{ticket.status}"),
        when=f"{ticket.created_at.astimezone(turn.now.tzinfo):%m-%d}",
    )
    return f"{text}\n{turn.words.say('feedback.answer', answer=ticket.answer)}" if ticket.answer else text


def change_link(turn: Turn, ticket: Ticket) -> Choice:
    """The choice that reopens a resolved ticket, or withdraws any other."""
    return action_link(
        turn, "feedback.reopen" if ticket.status is TicketStatus.RESOLVED else "feedback.withdraw", ticket
    )


def action_link(turn: Turn, intent: str, ticket: Ticket) -> Choice:
    """The choice that does this to the ticket; its words are under `<intent>_link`."""
    label = turn.words.say(f"{intent}_link", number=ticket.number)
    return Choice(label, Wish(intent, (("ticket", ticket.number),)))


def record_kind(ticket: Ticket) -> str:
    """The form by which it came: an opinion in a consultation, or a report."""
    return "voice" if ticket.kind == tickets.VOICE else "feedback"


def title(ticket: Ticket) -> str:
    """How the ticket is called: what it is about."""
    detail = ticket.detail
    return detail if len(detail) <= LONGEST_TITLE else f"{detail[:LONGEST_TITLE]}……"
