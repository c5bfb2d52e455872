"""Answers what is asked in the very message that brings the card, above it: 「一楼着火 我在三楼 往下跑还是待着」."""

from dataclasses import replace

from bot.common.message import Reply
from bot.content.shared.danger_answers import DANGER_ANSWERS
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import after_card, fitting_answers, speaker

LIKE = 0.5  # likeness from which an answer stands above the card
LIKE_AT_FIRST = 0.6  # the same for the first card, which does not wait until the meaning is known


def above(turn: Turn, crisis: Crisis, card: Reply) -> Reply:
    """The card of a danger that goes on or has become another, with the answer where one is asked for."""
    return _above(turn, crisis, card, LIKE)


def above_first(turn: Turn, crisis: Crisis, card: Reply) -> Reply:
    """The same for the first card: only where a wrong way is death, since looking for the answer takes time."""
    written = turn.content.part(DANGER_ANSWERS).get(crisis.card)
    if written is None or not any(answer.above_card for answer in written.answers):
        return card
    return _above(turn, crisis, card, LIKE_AT_FIRST)


def _above(turn: Turn, crisis: Crisis, card: Reply, bar: float) -> Reply:
    speaker.note(turn, crisis)
    written, likeness = fitting_answers.found(turn, crisis, fitting_answers.nearest(turn, crisis))
    if written is None or likeness < bar or fitting_answers.is_for_all(turn, written):
        return card
    if written.then and not written.above_card:
        return card
    if not (written.above_card or asks(turn.message.text)):
        return card
    return replace(card, text=f"{after_card.given(turn, crisis, written).text}\n\n{card.text}")
