"""What was said to the staff before any of them had the conversation: it is offered to be passed on, so that it is not lost."""

from bot.common.message import Choice
from bot.conversation.carry_out.open_form.side_notes import note_wish
from bot.conversation.turn import Turn
from bot.services.handoff import records as handoffs
from bot.services.handoff.records import Handoff
from bot.services.handoff.statuses import HandoffStatus
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.ranking import is_confident

SHORTEST, LONGEST = 6, 300  # characters of a message that tells a matter, and of all that is passed on


async def pass_on_link(turn: Turn, handoff: Handoff) -> Choice | None:
    """The choice that makes a ticket of what was said; None where a person has it, or nothing was said that asks for one."""
    if handoff.owner or handoff.status is HandoffStatus.OPEN:
        return None
    said = [
        message.text
        for message in await handoffs.thread(turn.work, handoff.id)
        if message.sender == handoffs.RESIDENT and _is_matter(turn, message.text)
    ]
    if not said:
        return None
    return pass_on_choice(turn, "；".join(said))


def pass_on_choice(turn: Turn, said: str) -> Choice:
    """The choice that makes a ticket of these words."""
    about = turn.words.say("handoff.talk_title")
    return Choice(turn.words.say("handoff.pass_on"), note_wish(about, said[:LONGEST]))


def _is_matter(turn: Turn, text: str) -> bool:
    """Does it tell something, and is it nothing that the bot has answered itself?"""
    parse = turn.hear(text)
    return len(text) >= SHORTEST and (not is_confident(parse) or parse.intent == OUT_OF_SCOPE)
