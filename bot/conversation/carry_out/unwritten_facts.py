"""The honest answer to a question about a fact that the content has no place for: it is not written here, and who knows it."""

from bot.content.shared.community import COMMUNITY
from bot.conversation.turn import Turn
from bot.understanding.aspects import unwritten

SAYS: dict[str, frozenset[str]] = {"fact.unwritten": frozenset({"what", "address", "hours"})}


def unwritten_fact(turn: Turn, text: str) -> str:
    """Says that what the text asks about is not written down; "" when it asks about no such fact."""
    what = unwritten(text)
    return not_written(turn, what) if what else ""


def not_written(turn: Turn, what: str) -> str:
    """Says that this is not written down, and where and when the office can be asked."""
    office = turn.content.part(COMMUNITY).office
    return turn.words.say("fact.unwritten", what=what, address=office.address, hours=office.hours)
