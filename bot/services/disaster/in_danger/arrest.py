"""Hears in any danger that somebody's heart or breath has stopped, and how to press the chest, before anything else is heard."""

import re
from dataclasses import dataclass

from bot.content.shared.danger_answers import DANGER_ANSWERS, DangerAnswer
from bot.conversation.crisis_state import Crisis
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.disaster.arrest_content import ARREST, Arrest, Pressing
from bot.services.disaster.in_danger import after_card, fitting_answers, needs
from bot.services.disaster.in_danger.fitting_answers import ALIKE, Nearest
from bot.understanding.danger_signs.danger import GENERAL
from bot.understanding.slots.crisis_facts import help_is_here

TOLD = "arrest"  # noted as told: from here on a question how to press is about the chest

_SIDE, _PRESS = re.compile(r"侧"), re.compile(r"按压|按胸|压5|压4|吹2")


@dataclass(frozen=True, slots=True)
class ArrestAnswer:
    """text: what is said; card: the one that is on from here, "" for the same. written: an answer of the card instead."""

    text: str = ""
    written: DangerAnswer | None = None
    card: str = ""


def heard(turn: Turn, crisis: Crisis) -> ArrestAnswer | None:
    """The answer to who tells that it has stopped, or asks how to press; None for anybody else, and once help is there."""
    text = turn.message.text
    if crisis.arrived or help_is_here(text):
        return None
    content = turn.content.part(ARREST)
    if content.is_told(text, crisis.card):
        return _stopped(turn, crisis, content)
    if _breathes(content, crisis, text):
        if needs.heard(turn, crisis) is not None:  # 「还有呼吸 让她催吐吗」 is answered of that
            return None
        crisis.note(text)
        return ArrestAnswer(content.still_breathes.text(crisis.patient))
    return None if crisis.asked else _before_arrest(turn, crisis, content)


def _stopped(turn: Turn, crisis: Crisis, content: Arrest) -> ArrestAnswer | None:
    """The answer to who tells that heart or breath has stopped: how to press to who asks it, else to press at once."""
    crisis.note(turn.message.text)
    after_card.tell(crisis, TOLD)
    if content.asks_how(turn.message.text, pressing=True):
        return _how(turn, crisis, told=True)
    return _press(turn, crisis, content.kind(crisis.card))


def _before_arrest(turn: Turn, crisis: Crisis, content: Arrest) -> ArrestAnswer | None:
    """The answer to who tells that somebody answers less and less, or asks how to press before it has to be done."""
    text = turn.message.text
    if content.tells_of_fading(text, crisis.card):
        crisis.note(text)
        return ArrestAnswer(content.less_awake.text(crisis.patient))
    if not content.asks_how(text, pressing=_taught(content, crisis) or crisis.card in content.press_on):
        return None
    crisis.note(text)
    return _how(turn, crisis, told=TOLD in crisis.told)


def _taught(content: Arrest, crisis: Crisis) -> bool:
    """Has pressing been taught in this danger?"""
    return content.kind(crisis.card) is not None or TOLD in crisis.told


def _breathes(content: Arrest, crisis: Crisis, text: str) -> bool:
    """Is somebody told of who lies there, or whom they would press, and who breathes as one should?"""
    lies_there = _taught(content, crisis) or content.lies_there(text)
    return lies_there and content.tells_of_breath(text, crisis.card)


def _press(turn: Turn, crisis: Crisis, kind: Pressing | None) -> ArrestAnswer | None:
    """That the chest is pressed at once; None for a question that the card which teaches it has an answer to."""
    near = fitting_answers.nearest(turn, crisis)
    if kind is not None:
        return None if _asks_more(turn, crisis, near) else ArrestAnswer(kind.again.text(crisis.patient))
    written = _of_card(turn, crisis, near)
    if _presses_first(written):
        return ArrestAnswer(written=written)
    again = turn.content.part(ARREST).kind(written.then) or turn.content.part(ARREST).kinds[0]
    return ArrestAnswer(again.again.text(crisis.patient), card=again.card)


def _how(turn: Turn, crisis: Crisis, *, told: bool) -> ArrestAnswer:
    """How to press; who has told of no arrest hears first when it is done."""
    content = turn.content.part(ARREST)
    kind = content.kind(crisis.card)
    goal = kind.card if kind is not None else _of_card(turn, crisis, ()).then
    how = (kind or content.kind(goal) or content.kinds[0]).how.text(crisis.patient)
    if kind is not None:
        return ArrestAnswer(how)
    return ArrestAnswer(how, card=goal) if told else ArrestAnswer(f"{content.only_if}{how}")


def _of_card(turn: Turn, crisis: Crisis, near: Nearest) -> DangerAnswer:
    """What is written of this danger, or else of all, for who does not breathe: the likest of them."""
    goals = {kind.card for kind in turn.content.part(ARREST).kinds}
    for found in near:
        answer = fitting_answers.written(turn, found)
        if answer.then in goals and found.card == crisis.card and _presses_first(answer):
            return answer
    files = turn.content.part(DANGER_ANSWERS)
    of_card = [files[card] for card in (crisis.card, GENERAL) if card in files]
    known = [answer for file in of_card for answer in file.answers if answer.then in goals]
    return next(filter(_presses_first, known), known[0])


def _presses_first(answer: DangerAnswer) -> bool:
    """Does it tell to press before it tells to lay on the side? Who does not breathe must not lie on the side first."""
    side, press = _SIDE.search(answer.answer), _PRESS.search(answer.answer)
    return press is not None and (side is None or press.start() < side.start())


def _asks_more(turn: Turn, crisis: Crisis, near: Nearest) -> bool:
    """Is it a question that the card that teaches it has an answer to: 「没气了 先打还是先按」?"""
    written, likeness = fitting_answers.found(turn, crisis, near)
    return asks(turn.message.text) and written is not None and likeness >= ALIKE
