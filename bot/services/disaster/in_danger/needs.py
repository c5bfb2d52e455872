"""Hears in any danger what has to be done first for something else in it: sugar after pills for diabetes, water on the skin."""

from bot.common.message import Reply
from bot.conversation.crisis_state import CAUSE, Crisis
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import after_card, fitting_answers
from bot.services.disaster.in_danger.heard_as import LIKE
from bot.services.disaster.needs_content import NEEDS, Need
from bot.understanding.slots.crisis_facts import help_is_here


def heard(turn: Turn, crisis: Crisis) -> Reply | None:
    """What is done first; None where the message tells of no such thing, and mostly once help is there."""
    text = turn.message.text
    if crisis.asked:
        return None
    helped = crisis.arrived or help_is_here(text)
    for need in turn.content.part(NEEDS).needs:
        if helped and not need.still:
            continue
        said = need.answer(text) if _is_there(crisis, need, text) else ""
        if said and not _has_own_answer(turn, crisis, need):
            crisis.note(text)
            return Reply(said, urgent=True)
    return None


def _is_there(crisis: Crisis, need: Need, text: str) -> bool:
    """Is it known, by this message or since the danger began, what it comes from? That is kept in mind."""
    if not need.given:
        return crisis.card in need.cards
    cause = f"{CAUSE}{need.name}"
    if need.names_cause(f"{crisis.words} {text}") and cause not in crisis.told:
        after_card.tell(crisis, cause)
    return cause in crisis.told and (not need.cards or crisis.card in need.cards)


def _has_own_answer(turn: Turn, crisis: Crisis, need: Need) -> bool:
    """Is an answer of the card on, which is about this itself, written for the message?"""
    near = fitting_answers.nearest(turn, crisis) if crisis.card in need.own else ()
    written, likeness = fitting_answers.found(turn, crisis, near)
    return written is not None and likeness >= LIKE
