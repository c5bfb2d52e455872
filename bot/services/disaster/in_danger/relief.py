"""Hears that the worst is over: they are out, somebody is with them, a doctor has them. What is said then."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.common.message import Reply
from bot.common.text import any_of_spaced
from bot.content.shared.emergency_cards import DANGER_NEXT
from bot.conversation.crisis_notes import SURE, SURELY_RELIEVED
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger.after_card import despair_of, tell
from bot.understanding.danger_models.follow_ups import FollowUp
from bot.understanding.danger_signs.danger import DESPAIR
from bot.understanding.slots import crisis_facts
from bot.understanding.slots.standing import OUTSIDE

TREATED, SAFE, OVER = "treated", "safe", "over"
KINDS = frozenset({TREATED, SAFE, OVER, "arrived"})
_BRINGS_NEWS = frozenset({"growing", "mistaken", "cannot_reach"})


@dataclass(frozen=True, slots=True)
class _Bars:
    """alone: the margin of relief from which it needs no other sign; beside: with a kind that tells of it, of this margin."""

    alone: float
    beside: float
    kind: float


_WORST = _Bars(alone=0.1, beside=-0.3, kind=-0.2)
_EASED = _Bars(alone=-0.1, beside=-0.8, kind=-0.3)  # once it was told, what follows is likely of it too
_SURER_KINDS = 0.1  # what less is asked of the kinds that nothing else sounds like
_LIKELY_OVER = -0.1
_TEXTS = {
    "danger": {TREATED: 3, SAFE: 3, OVER: 3},
    "despair": {TREATED: 2, SAFE: 3, OVER: 2},
    "despair_other": {TREATED: 1, SAFE: 2, OVER: 1},
}
"""How many texts there are of each kind, numbered from 1. despair_other: to who tells of somebody else's despair."""
SAYS: dict[str, frozenset[str]] = {
    f"{state}.{kind}_{number}": frozenset()
    for state, kinds in _TEXTS.items()
    for kind, texts in kinds.items()
    for number in range(1, texts + 1)
}


def is_told(turn: Turn, crisis: Crisis, follow: FollowUp) -> bool:
    """Does the message tell of relief, and ask nothing?"""
    text = turn.message.text
    return not asks(text) and (speaks_of_it(crisis, follow) or told_in_words(turn, crisis, text))


def told_in_words(turn: Turn, crisis: Crisis, text: str) -> bool:
    """Does a clause say in so many words that they are out, well, or seen by a doctor, and none that something is wrong?"""
    if crisis.card in DESPAIR and crisis.stands == OUTSIDE and _has_reached_them(turn, text):
        return True
    tells = any(map(_tells_of_end_of(crisis), crisis_facts.clauses(text)))
    if not tells or crisis_facts.tells_of_worse(text) or turn.hear(text).emergency:
        return False
    follow = turn.follow_up(text)
    worse = follow.kind == "growing" and follow.margin >= SURE
    return not worse and follow.other in ("", crisis.card)


def _has_reached_them(turn: Turn, text: str) -> bool:
    """Is somebody with the one who despairs, or is what could hurt them taken away, and nothing told that goes on?"""
    words = turn.content.part(DANGER_NEXT).reached
    return bool(any_of_spaced(words.now).search(text)) and not any_of_spaced(words.not_yet).search(text)


def _tells_of_end_of(crisis: Crisis) -> Callable[[str], bool]:
    """What tells of the end of this danger: in despair it is others, and not that one is well."""
    if crisis.card in DESPAIR:
        return crisis_facts.is_in_company
    return lambda clause: (
        crisis_facts.tells_of_rescue(clause)
        or crisis_facts.is_seen_by_doctor(clause)
        or crisis_facts.tells_it_is_over(clause)
    )


def speaks_of_it(crisis: Crisis, follow: FollowUp) -> bool:
    """Do the words tell of relief, and of no other danger, nor that it gets worse?"""
    if follow.kind in _BRINGS_NEWS and follow.margin >= SURE:
        return False
    if follow.other not in ("", crisis.card) and follow.relief < SURELY_RELIEVED:
        return False
    bars = _EASED if crisis.eased or crisis.over_turn else _WORST
    bar = bars.kind - (_SURER_KINDS if follow.kind in (TREATED, SAFE) else 0.0)
    known = follow.kind in KINDS and follow.margin >= bar
    return follow.relief >= (bars.beside if known else bars.alone)


def kind_of(turn: Turn, crisis: Crisis, follow: FollowUp) -> str:
    """Which relief it is. Who was in despair is past it when it is told again after they were safe.

    That a doctor has seen them is said to those alone who tell of somebody.
    """
    may_be_over = follow.likelihood(OVER) >= _LIKELY_OVER and (crisis.safe or crisis.card not in DESPAIR)
    treated = crisis.card not in DESPAIR or crisis_facts.names_somebody(turn.message.text)
    kind = follow.likelier(((TREATED,) if treated else ()) + (SAFE,) + ((OVER,) if may_be_over else ()))
    return TREATED if treated and kind == SAFE and crisis.arrived and not crisis.safe else kind


def answer(turn: Turn, crisis: Crisis, kind: str) -> Reply:
    """A warm sentence and what is right now, in other words than the last time."""
    if kind == TREATED:
        crisis.arrived = True
    crisis.safe = crisis.safe or kind == SAFE
    state = despair_of(crisis) if crisis.card in DESPAIR else "danger"
    number = crisis.told.count(kind) % _TEXTS[state][kind] + 1
    tell(crisis, kind)
    return turn.say(f"{state}.{kind}_{number}")
