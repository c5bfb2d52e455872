"""Takes back a card that was shown by mistake."""

from bot.common.message import Reply
from bot.conversation.command_kinds import has
from bot.conversation.commands import Ask, Command, Start
from bot.conversation.crisis_state import Crisis
from bot.conversation.turn import Turn
from bot.services.disaster import protests
from bot.understanding.danger_signs.danger import DESPAIR


def is_one(turn: Turn, crisis: Crisis, kind: str) -> bool:
    """Is the card one by this kind of message? A cry of despair is never taken for that."""
    return kind == "mistaken" and not (crisis.card in DESPAIR and turn.parse.emergency)


def taken_back(turn: Turn, commands: tuple[Command, ...]) -> Reply | None:
    """There was none: a form that was open goes on, and what was meant instead is answered."""
    turn.session.crisis, turn.session.topic.danger = None, ""
    means_more = has(commands, Start, Ask)
    if (means_more and turn.session.form is None) or protests.leaves_question(turn):
        return None
    return turn.say("danger.mistaken")
