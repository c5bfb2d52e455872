"""Notes whether the one who writes is in the danger, or outside of it, and what else they tell that answers depend on."""

import re
from collections.abc import Sequence

from bot.content.shared.danger_answers import DANGER_ANSWERS
from bot.conversation.crisis_state import Crisis
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import danger_facts, whose_despair
from bot.understanding.danger_signs.danger import DESPAIR
from bot.understanding.slots.standing import OUTSIDE, says_who_is_hurt, speaks_of_others, stands

_BURNS_THERE = re.compile(
    r"(?:楼下|外面|外头|门外|对面楼|路上)(?=(?:的|都|也|已经|全是|有){0,2}(?:烟|火|着火|起火|烧|冒))"
)
"""Where it burns, and not where they stand: 「楼下烟已经上来了」."""


def note(turn: Turn, crisis: Crisis) -> None:
    """By this message, or where nothing is known yet by the one that the card was shown to; else it stays as it was."""
    danger_facts.note(turn, crisis)
    written = turn.content.part(DANGER_ANSWERS).get(crisis.card)
    words = written.standing if written is not None else None
    if crisis.card in DESPAIR:
        whose_despair.note(crisis, words, turn.message.text)
        return
    first = () if crisis.stands else (crisis.words,)
    if words is None:
        _note_hurt(crisis, (*first, turn.message.text))
        return
    for said in (*first, turn.message.text):
        text = _BURNS_THERE.sub("", said)
        crisis.stands = (
            stands(text, words.inside, words.outside, words.told_of, unsaid=words.unsaid) or crisis.stands
        )


def _note_hurt(crisis: Crisis, texts: Sequence[str]) -> None:
    """Whether it is who writes that is hurt or lost: by their own word, which holds, or because another or a child is told of."""
    for text in texts:
        others = OUTSIDE if crisis.patient or speaks_of_others(text) else ""
        crisis.stands = says_who_is_hurt(text) or crisis.stands or others
