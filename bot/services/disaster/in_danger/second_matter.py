"""Answers what is told besides while a danger is on: what was left on at home, an open pit, what the community should know."""

from bot.common.message import Reply
from bot.conversation.crisis_state import Crisis
from bot.conversation.turn import SideNote, Turn
from bot.services.disaster.in_danger import after_card, fitting_answers
from bot.services.disaster.in_danger.cards import advice_of
from bot.services.disaster.in_danger.fitting_answers import SURE_FOR_ALL, Nearest
from bot.understanding.danger_models.follow_ups import FollowUp
from bot.understanding.danger_signs.danger import DESPAIR, GENERAL, HAZARDS, WITHIN
from bot.understanding.slots.crisis_facts import help_is_here
from bot.understanding.slots.second_matters import (
    FOR_COMMUNITY,
    LEFT_ON,
    OPEN_PIT,
    PIT_EMPTY,
    SWITCHED_OFF,
    about_stove,
    is_for_community,
    read,
)

_OPEN = frozenset({"manhole", "confined_space"})
_PITS = _OPEN | {"unconscious"}  # which is what the others become once they are out
_AT_HOME = frozenset({"domestic_violence", "abuse", "indecency", "bullying", "crime"})
"""Cards of those who decide themselves who hears of it, and have answers of their own."""
_OF_THE_HOUSE = (HAZARDS - {"first_aid", "traffic", "heat", "cold", "food_safety"}) | {
    "co", "oil_pan", "battery_fire", "power_cut", "burst_pipe", "chemical_leak", "building_collapse",
}  # fmt: skip
"""Cards whose own answers tell what to do with gas and stoves."""
_HEAT = frozenset({"gas", "fire", "co", "oil_pan"})
_SOUNDS_LIKE = {LEFT_ON: _HEAT, SWITCHED_OFF: _HEAT, OPEN_PIT: _OPEN}
_TEXTS = {LEFT_ON: 3, OPEN_PIT: 2, FOR_COMMUNITY: 2}
"""How many texts there are of each kind, numbered from 1."""
SAYS: dict[str, frozenset[str]] = {
    f"danger.{kind}_{number}": frozenset() for kind, texts in _TEXTS.items() for number in range(1, texts + 1)
} | {"danger.switched_off": frozenset(), "danger.meanwhile": frozenset({"keep"})}


def told(turn: Turn, crisis: Crisis, follow: FollowUp) -> str:
    """The second matter that the message tells of; "" for none, or where another danger comes first."""
    text = turn.message.text
    kind = read(text)
    if not kind and LEFT_ON in crisis.told[-2:]:
        kind = about_stove(text)
    if not kind or not _fits(turn, crisis, kind):
        return ""
    own = (crisis.card, GENERAL, *WITHIN.get(crisis.card, ()))
    return (
        kind if not follow.other or follow.other in own or follow.other in _SOUNDS_LIKE.get(kind, ()) else ""
    )


def _fits(turn: Turn, crisis: Crisis, kind: str) -> bool:
    """Is it a matter of its own in this danger, and not a part of it?"""
    if crisis.card in DESPAIR:
        return False
    if kind in (LEFT_ON, SWITCHED_OFF):
        return crisis.card not in _OF_THE_HOUSE
    if kind in (OPEN_PIT, PIT_EMPTY):
        helped = crisis.eased or help_is_here(turn.message.text)
        return crisis.card in _PITS and (helped or crisis.card not in _OPEN or kind == PIT_EMPTY)
    return crisis.card not in _AT_HOME


def answer(turn: Turn, crisis: Crisis, kind: str, near: Nearest) -> Reply | None:
    """What to do about it, in other words than the last time; what the community should see becomes a ticket."""
    if kind == FOR_COMMUNITY and not crisis.eased and _has_help(turn, crisis, near):
        return None
    crisis.safe = crisis.safe or kind in (OPEN_PIT, PIT_EMPTY)
    if kind == PIT_EMPTY:
        return after_card.goes_on(turn, crisis)
    first = kind not in crisis.told
    if kind == SWITCHED_OFF:
        after_card.tell(crisis, kind)
        return turn.say("danger.switched_off")
    if first or is_for_community(turn.message.text):
        name = advice_of(turn, crisis.card).name
        turn.outcome.remark = SideNote(
            f"{name}（{crisis.place}）" if crisis.place else name, turn.message.text
        )
    number = crisis.told.count(kind) % _TEXTS[kind] + 1
    after_card.tell(crisis, kind)
    text = turn.words.say(f"danger.{kind}_{number}")
    if not crisis.eased and kind == FOR_COMMUNITY:
        text = f"{text}\n{turn.words.say('danger.meanwhile', keep=after_card.keep(turn, crisis))}"
    return Reply(text, urgent=True)


def _has_help(turn: Turn, crisis: Crisis, near: Nearest) -> bool:
    """Is there an answer that helps in the danger? It comes before what the community should see."""
    written, likeness = fitting_answers.found(turn, crisis, near)
    return written is not None and likeness >= SURE_FOR_ALL
