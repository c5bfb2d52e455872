"""Replies where there is no answer: ask what was meant, offer a person, say that a fact is out of date."""

from collections.abc import Collection

import structlog

from bot.common.message import Choice, Reply
from bot.common.postback import Control, Wish
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE
from bot.understanding.ranking import is_confident

log = structlog.get_logger()

PERSON = "dialog.human"
GUESSES = 3
WORTH_ASKING = 0.08  # a reading less likely than this would look absurd among the choices

SAYS: dict[str, frozenset[str]] = {
    "fallback.guess": frozenset(),
    "fallback.none_of_these": frozenset(),
    "fallback.unclear": frozenset(),
    "fallback.out_of_scope": frozenset(),
    "fallback.person": frozenset(),
    "fallback.outdated": frozenset(),
}


def ask_back(turn: Turn, answered: Collection[str]) -> Reply:
    """The reply to a message that was not understood; after two in a row a person and the menu."""
    turn.session.misses += 1
    if turn.session.misses > 1 or turn.postback is Control.NONE_OF_THESE:
        return turn.say("fallback.person", choices=_way_out(turn))
    if turn.parse.intent == OUT_OF_SCOPE and is_confident(turn.parse):
        return turn.say("fallback.out_of_scope", choices=turn.menu())
    guesses = _guesses(turn, answered)
    if not guesses:
        return turn.say("fallback.unclear", choices=turn.menu())
    none = Choice(turn.words.say("fallback.none_of_these"), Control.NONE_OF_THESE)
    return turn.say("fallback.guess", choices=(*guesses, none))


def withheld(turn: Turn) -> Reply:
    """The reply in place of an answer that is no longer in force, with a choice that leads to the office.

    The log tells the staff; `python -m bot check --stale` lists the same by file and line.
    """
    log.warning("answer_withheld", intent=turn.parse.intent)
    return turn.say("fallback.outdated", choices=(_person(turn),))


def _guesses(turn: Turn, answered: Collection[str]) -> tuple[Choice, ...]:
    parse = turn.parse
    readings = [(parse.intent, parse.confidence)]
    readings += [(other.intent, other.confidence) for other in parse.alternatives]
    slots = tuple((name, str(value)) for name, value in parse.slots.items())
    return tuple(
        Choice(turn.content.intents[intent].title, Wish(intent, slots))
        for intent, confidence in readings
        if confidence >= WORTH_ASKING and intent in answered and intent in turn.content.intents
    )[:GUESSES]


def _way_out(turn: Turn) -> tuple[Choice, ...]:
    return (_person(turn), *(choice for choice in turn.menu() if choice.intent != PERSON))


def _person(turn: Turn) -> Choice:
    return Choice(turn.content.intents[PERSON].title, Wish(PERSON))
