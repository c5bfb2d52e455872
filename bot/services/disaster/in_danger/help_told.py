"""Whether a message tells that those who help are there."""

from bot.content.shared.danger_answers import DangerAnswer
from bot.conversation.crisis_notes import SURE
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import after_card, relief
from bot.services.disaster.in_danger.message_kind import LIKELY
from bot.understanding.danger_models.follow_ups import NEWS, FollowUp
from bot.understanding.danger_signs.danger import DESPAIR
from bot.understanding.passages.answer_finder import what_is_told
from bot.understanding.slots import crisis_facts


def is_told(turn: Turn, crisis: Crisis, follow: FollowUp, *, relieved: bool) -> bool:
    """Is help there? To ask for the way to it is no sign that it is: 「坐公交去医院行吗」「我去接救护车行吗」.

    In despair somebody has to be named who is there: 「放到门口去了」 tells of nobody.
    """
    text = turn.message.text
    if crisis.card in DESPAIR and not crisis_facts.names_somebody(text):
        return False
    if crisis_facts.help_is_here(text) and not crisis_facts.tells_of_worse(text):
        return True
    if asks(text) and not crisis_facts.speaks_of_helpers(text):
        return False
    of_help = follow.kind in ("arrived", relief.TREATED) and (relieved or follow.margin >= LIKELY)
    return of_help or follow.likelihood("arrived") >= SURE


def and_nothing_else(turn: Turn, crisis: Crisis, follow: FollowUp, written: DangerAnswer | None) -> bool:
    """Does it ask nothing and tell no more, and does the card say what to tell the helpers?"""
    text = turn.message.text
    more = asks(text) or (written is not None and not written.ends and what_is_told(text))
    return follow.kind == "arrived" and not more and after_card.tells_helpers(turn, crisis)


def kind_once_here(turn: Turn, kind: str, *, newly: bool) -> str:
    """The kind, where help has come. newly: with this message; later on the helpers have been told what the card says."""
    if newly:
        return "arrived" if kind == NEWS and not asks(turn.message.text) else kind
    return relief.TREATED if kind == "arrived" else kind
