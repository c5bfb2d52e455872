"""Answers who asks whether to do what mostly kills, where nothing is written for it: 「先别…」 and never a yes."""

import re
from itertools import pairwise

from bot.common.message import Reply
from bot.content.shared.danger_answers import DangerAnswer
from bot.content.shared.emergency_cards import DANGER_NEXT, DeadlyAct
from bot.conversation.crisis_state import Crisis
from bot.conversation.say.wording import fill
from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import after_card, fitting_answers
from bot.services.disaster.in_danger.cards import advice_of
from bot.services.disaster.in_danger.fitting_answers import ALIKE, SURE_FOR_ALL, Nearest
from bot.understanding.slots.crisis_facts import clauses

_MAY_I = re.compile(
    r"来得及|赶得上|(?P<a>[能行好要可成中会敢用])[不勿弗](?P=a)|可不可以|要得不|要勿要|(?:行|好|能|要|成|得|可以|对|中|要紧|来事|使得)(?:不|伐|吗|么|嘛|哇|否)"
    r"|(?:能|可以|可不可|要|敢|该|应该)[^，,。\s]{1,14}(?:吗|么|伐|不|哇|[?？])|还是|行[?？]|好[?？]"
)
_BRIEF = 5  # characters of a question that says nothing of what it is about
_WORDINGS = 2
_A_YES = re.compile(r"^(?:好|行|可以|能|对|嗯|要)")


def warned(
    turn: Turn, crisis: Crisis, near: Nearest, written: DangerAnswer | None, likeness: float
) -> Reply | None:
    """What is written of the act, or else the warning, which goes on below it.

    None where no such act is asked about, help is here, or what is to be said answers it. near: the answers of this danger that
    the message is like; written: the one that would be given, of this likeness.
    """
    text = turn.message.text
    if crisis.eased or turn.postback is not None or not _MAY_I.search(text):
        return None
    acts = turn.content.part(DANGER_NEXT).acts
    act = next((act for act in acts if crisis.card in act.cards and act.is_named(text)), None)
    if act is None or (written is not None and _answers(act, crisis, written, text, likeness)):
        return None
    own = _written_of(turn, crisis, act, near)
    if own is not None:
        return after_card.given(turn, crisis, own, urgent=True)
    said = fill(act.say, call=advice_of(turn, crisis.card).call)
    return Reply(f"{said}\n{turn.words.say('danger.now', keep=after_card.keep(turn, crisis))}", urgent=True)


def _answers(act: DeadlyAct, crisis: Crisis, written: DangerAnswer, text: str, likeness: float) -> bool:
    """Is the written answer one to the question? One that is surely like it and says no yes is, and so is one of the act."""
    says_yes = bool(_A_YES.match(after_card.text_of(crisis, written)))
    if written.is_named(text) or _A_YES.match(act.say):
        return True
    surely = likeness >= SURE_FOR_ALL or not _asked_in(act, text)
    return not says_yes and (surely or _speaks_of(act, crisis, written))


def _asked_in(act: DeadlyAct, text: str) -> bool:
    """Does a clause that asks leave for something name the act, or the one before a brief question?"""
    parts = clauses(text)
    asked = (
        f"{before}{part}" if len(part) <= _BRIEF else part
        for before, part in pairwise(["", *parts])
        if _MAY_I.search(part)
    )
    return any(map(act.is_named, asked))


def _speaks_of(act: DeadlyAct, crisis: Crisis, written: DangerAnswer) -> bool:
    """Does the answer name the act, or is it asked for by at least two wordings that do?"""
    named = act.is_named(after_card.text_of(crisis, written))
    return named or sum(map(act.is_named, written.says)) >= _WORDINGS


def _written_of(turn: Turn, crisis: Crisis, act: DeadlyAct, near: Nearest) -> DangerAnswer | None:
    """The likest answer of this danger that names the act and neither ends the danger nor changes it."""
    if _A_YES.match(act.say):
        return None
    own = [found for found in near if found.card == crisis.card and found.likeness >= ALIKE]
    of_act = [found for found in own if _speaks_of(act, crisis, fitting_answers.written(turn, found))]
    written, _ = fitting_answers.found(turn, crisis, fitting_answers.not_ending(turn, of_act))
    return written if written is not None and not written.then else None
