"""Notes what is told of a danger that its answers depend on: who was called, that nothing was paid, that one waits."""

from collections.abc import Mapping

from bot.common.text import any_of_spaced
from bot.content.shared.danger_answers import DANGER_ANSWERS, ToldFact
from bot.conversation.crisis_state import Crisis
from bot.conversation.turn import Turn
from bot.understanding.danger_signs.danger import GENERAL


def note(turn: Turn, crisis: Crisis) -> None:
    """By this message, and where it is the first one by the words that the card was shown to."""
    texts = (turn.message.text,) if crisis.told else (crisis.words, turn.message.text)
    for name, fact in _facts(turn, crisis.card).items():
        for text in texts:
            said = _says(fact, text)
            if said is not None:
                crisis.facts = [other for other in crisis.facts if other != name]
                crisis.facts += [name] if said else []


def calms(turn: Turn, crisis: Crisis) -> bool:
    """Has all been told with which this danger stands down to plain advice?"""
    written = turn.content.part(DANGER_ANSWERS).get(crisis.card)
    calm = written.calm if written is not None else ()
    return bool(calm) and set(calm) <= set(crisis.facts) and not turn.parse.emergency


def _facts(turn: Turn, card: str) -> Mapping[str, ToldFact]:
    """Those of all cards, and of this one."""
    written = turn.content.part(DANGER_ANSWERS)
    return {
        name: fact
        for of_card in (GENERAL, card)
        if of_card in written
        for name, fact in written[of_card].facts.items()
    }


def _says(fact: ToldFact, text: str) -> bool | None:
    """Does the text tell it, or the contrary? None for neither."""
    if fact.unsays and any_of_spaced(fact.unsays).search(text):
        return False
    return True if any_of_spaced(fact.says).search(text) else None
