"""Answers an emergency: the number to call and the first steps, and nothing else."""

from bot.common.message import Reply
from bot.conversation.crisis_notes import card_of
from bot.conversation.turn import Turn
from bot.services.disaster.cards import card_reply
from bot.services.disaster.service import service


@service.on("disaster.emergency", slots=("place",))
async def emergency(turn: Turn) -> Reply:
    """The card of the danger."""
    return card_reply(turn, card_of(turn.parse))
