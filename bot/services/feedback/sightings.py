"""What residents saw in bad weather, once the staff have confirmed it."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.turn import Turn
from bot.services.feedback import records as tickets
from bot.services.feedback.form import SUBMIT
from bot.services.feedback.service import service

SHOWN = 5


@service.on_postback("sighting.ask")
async def ask(turn: Turn) -> Reply:
    """Answer where it is flooded: what residents saw within the last day and the staff have confirmed."""
    confirmed = await tickets.confirmed(turn.work, turn.now)
    place = turn.slot("place")
    shown = [
        ticket for ticket in confirmed if place and (place in ticket.place or place in ticket.detail)
    ] or confirmed
    report = Choice(turn.words.say("sighting.report_link"), Wish(SUBMIT))
    if not shown:
        return turn.say("sighting.none", choices=(report,))
    lines = "\n".join(
        turn.words.say(
            "sighting.line",
            place=ticket.place or turn.words.say("feedback.no_place"),
            detail=ticket.detail,
            when=f"{ticket.created_at.astimezone(turn.now.tzinfo):%H:%M}",
        )
        for ticket in shown[:SHOWN]
    )
    return turn.say("sighting.list", lines=lines, choices=(report,))
