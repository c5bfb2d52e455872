"""Hears that it is another danger than the one whose card was shown: 「不是中风 是药吃多了」."""

import re

from bot.conversation import lift_in_fire
from bot.conversation.crisis_notes import card_of, ends
from bot.conversation.crisis_state import Crisis
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger.cards import advice_of
from bot.understanding.danger_signs.danger import DESPAIR, GENERAL, MOUTHFULS, POISONING, WITHIN
from bot.understanding.danger_signs.danger_words import DangerWords

# 「是不是中风」「要不是你」「怕不是中风」 deny nothing.
_DENIED = re.compile(
    r"(?:(?<![是要怕可莫还])(?:不|勿|弗)是|别再?[说讲]|没[说讲])(?P<what>[^，,。！!？?\s]{0,8}?)(?=就?是|[，,。！!？?\s]|$)"
)
_ALL_OF_IT = re.compile(r"(?:的|啦?|呀|啊|哦|这样|这个|这回事|那样|那回事|那个){0,3}")
_SAYS_LITTLE = frozenset("了的在里面人打上下不一")


def told_instead(turn: Turn, crisis: Crisis) -> str:
    """The card of the danger that is told of beside a denial: another one only where this one is denied; "" for none."""
    text = turn.message.text
    if _names_poison(turn, crisis):
        return POISONING
    if crisis.card == lift_in_fire.LIFT and lift_in_fire.is_fire(text):
        return lift_in_fire.FIRE
    return _told_beside(turn, crisis) or (crisis.before if _is_taken_back(turn, crisis) else "")


def _is_taken_back(turn: Turn, crisis: Crisis) -> bool:
    """「我没在电梯里」: is the danger denied that took the place of another, which is then on again?"""
    text = turn.message.text
    if not crisis.before or crisis.before == GENERAL or crisis.eased:
        return False
    denied = any(_is_meant(turn, crisis, said["what"]) for said in _DENIED.finditer(text))
    return denied or (crisis.card == lift_in_fire.LIFT and lift_in_fire.is_denied(text))


def _told_beside(turn: Turn, crisis: Crisis) -> str:
    """The card of what is told beside the words that deny one; "" where none is denied, or nothing else told."""
    text = turn.message.text
    denied = [said["what"] for said in _DENIED.finditer(text)]
    if not denied or crisis.card in DESPAIR or ends(turn.follow_up(text)):
        return ""
    told = turn.hear(_DENIED.sub(" ", text).strip())
    card = card_of(told) if told.emergency else told.possible
    if card == crisis.card or card in WITHIN.get(crisis.card, ()):
        return crisis.card
    return card if card != GENERAL and any(_is_meant(turn, crisis, what) for what in denied) else ""


def _names_poison(turn: Turn, crisis: Crisis) -> bool:
    """「是老鼠药!不是电池」: is the thing that was put into a mouth named as a poison?"""
    if crisis.card not in MOUTHFULS:
        return False
    told = _DENIED.sub(" ", turn.message.text)
    return turn.content.made(DangerWords.of).tells_plan(POISONING, f"{crisis.words} {told}")


def _is_meant(turn: Turn, crisis: Crisis, denied: str) -> bool:
    """Is it the danger of the card that is denied, by its name or by a bare 「不是的」?"""
    name = set(advice_of(turn, crisis.card).name) - _SAYS_LITTLE
    return _ALL_OF_IT.fullmatch(denied) is not None or bool(name.intersection(denied))
