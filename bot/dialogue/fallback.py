"""What is said when a message was not understood: ask back with choices, then offer a person."""

from collections.abc import Collection

from bot.dialogue.skill import Turn
from bot.message import Choice, Reply
from bot.understanding.decide import sure
from bot.understanding.parse import OUT_OF_SCOPE

NONE_OF_THESE = "fallback.none"
PERSON = "dialog.human"
GUESSES = 3
WORTH_ASKING = 0.08  # a reading less likely than this would look absurd among the choices

SAYS: dict[str, frozenset[str]] = {
    "fallback.guess": frozenset(),
    "fallback.none_of_these": frozenset(),
    "fallback.unclear": frozenset(),
    "fallback.out_of_scope": frozenset(),
    "fallback.person": frozenset(),
}


def ask_back(turn: Turn, answered: Collection[str]) -> Reply:
    """The answer to what nobody was sure about; after two misses in a row a person and the menu."""
    turn.session.misses += 1
    if turn.session.misses > 1 or turn.parse.intent == NONE_OF_THESE:
        return turn.say("fallback.person", choices=_way_out(turn))
    if turn.parse.intent == OUT_OF_SCOPE and sure(turn.parse):
        return turn.say("fallback.out_of_scope", choices=turn.menu())
    guesses = _guesses(turn, answered)
    if not guesses:
        return turn.say("fallback.unclear", choices=turn.menu())
    none = Choice(turn.words.say("fallback.none_of_these"), intent=NONE_OF_THESE)
    return turn.say("fallback.guess", choices=(*guesses, none))


def _guesses(turn: Turn, answered: Collection[str]) -> tuple[Choice, ...]:
    parse = turn.parse
    readings = [(parse.intent, parse.confidence)]
    readings += [(other.intent, other.confidence) for other in parse.alternatives]
    slots = tuple((name, str(value)) for name, value in parse.slots.items())
    return tuple(
        Choice(turn.content.intents[intent].title, intent=intent, slots=slots)
        for intent, confidence in readings
        if confidence >= WORTH_ASKING and intent in answered and intent in turn.content.intents
    )[:GUESSES]


def _way_out(turn: Turn) -> tuple[Choice, ...]:
    person = Choice(turn.content.intents[PERSON].title, intent=PERSON)
    return (person, *(choice for choice in turn.menu() if choice.intent != PERSON))
