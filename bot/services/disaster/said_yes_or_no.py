"""Reads whether the answer to the question of a danger is yes, no, or neither."""

import re

from bot.conversation.turn import Turn
from bot.services.disaster.in_danger import kept_words
from bot.understanding.danger_signs.danger import SUICIDE
from bot.understanding.slots import yes_no

_YES = re.compile(r"(?:现在)?(?:有|有有|真有|有危险|想过|有过)(?:的|啊|呀|呢|了|哦|嘞)*")
_NO = re.compile(r"(?:现在)?(?:没有?|呒没|冇)(?:危险|事|出事)(?:的|啊|呀|呢|了|哦|嘞)*|没有没有")
_NO_FIRST = re.compile(r"(?:没有?|不会|不是|没想过|呒没)(?:没有|的|啊|呀|了)*(?=[\s，,。.!！]|$)")


def read(turn: Turn) -> bool | None:
    """Yes, no, or neither. Beside a question of a form only what names the danger answers this one: 「对」 is the form's."""
    text, crisis = turn.parse.normal, turn.session.crisis
    if _YES.fullmatch(text) or _NO.fullmatch(text):
        return _YES.fullmatch(text) is not None
    if kept_words.denied(turn) or kept_words.told_beside_denial(turn.message.text):
        return False
    if turn.parse.possible or turn.parse.emergency:
        return None
    if begins_with_no(turn.message.text) and crisis is not None and crisis.card == SUICIDE:
        return False
    return None if _form_hears_it(turn) else yes_no.read(turn.message.text)


def _form_hears_it(turn: Turn) -> bool:
    """Does a form or a list take a bare yes or no? While it is asked about death they wait."""
    session = turn.session
    of_death = session.crisis is not None and session.crisis.asks_of_death
    return not of_death and (session.form is not None or bool(session.choices))


def begins_with_no(text: str) -> bool:
    """「没有，就是困」: does the text say no before anything else?"""
    return _NO_FIRST.match(text) is not None
