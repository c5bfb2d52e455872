"""Choices that follow from what was just done: a wish or two, under their titles. Pure."""

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.conversation.turn import Turn

MOST = 2


def offers(turn: Turn, *labels: str) -> tuple[Choice, ...]:
    """A choice for each of these intents, at most two; the whole menu is for greeting, help and starting afresh."""
    intents = turn.content.intents
    return tuple(Choice(intents[label].title, Wish(label)) for label in labels if label in intents)[:MOST]
