"""Answers an emergency: the number to call and the first steps; above them only which way leads out, where that is asked."""

from dataclasses import replace

from bot.common.message import Reply
from bot.conversation.crisis_notes import card_of
from bot.conversation.crisis_state import Crisis
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import asked_at_once, farewell_of_other, speaker
from bot.services.disaster.in_danger.cards import card_reply, known_called
from bot.services.disaster.service import service
from bot.understanding.danger_signs.danger import SUICIDE


@service.on("disaster.emergency", slots=("place",))
async def emergency(turn: Turn) -> Reply:
    """The card of the danger."""
    card = card_of(turn.parse)
    crisis, called = Crisis(card), known_called(turn, card)
    speaker.note(turn, crisis)
    shown = card_reply(turn, card, crisis.stands, called=called)
    if card == SUICIDE and farewell_of_other.is_told(turn.message.text):
        return replace(shown, text=f"{turn.words.say('danger.farewell_of_other')}\n\n{shown.text}")
    return asked_at_once.above_first(turn, crisis, shown)
