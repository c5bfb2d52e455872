"""What is asked about the open form by words that the staff wrote for it: 「拿东西的人看得到我电话伐」."""

import re
from collections.abc import Collection

from bot.content.shared.afterwards import AFTERWARDS
from bot.content.shared.details import answer_of
from bot.conversation.carry_out.answers import asked_of_service
from bot.conversation.interpret.clauses import form_messages
from bot.conversation.interpret.wishes.question_clauses import suggests
from bot.conversation.turn import Turn
from bot.understanding.questions.afterwards_questions import asks_who_sees, worded_as
from bot.understanding.slots import person, phone

LONGEST = 26  # characters: a longer message tells more than it asks
DIGITS = 5  # of a number that is given
_NAMED = re.compile(r"(?:叫|姓名是|名字是)(?![什啥谁哪人我他她伊个一])[\u4e00-\u9fff]{2,4}(?=$|[，,。\s])")
_NAMES = ("course", "event", "club", "venue", "team", "hazard")
OF_NUMBERS = frozenset({"手机", "电话"})  # 「没手机行吗」 asks of no course
_RUNG = frozenset({"ring"})
_WHATEVER_IS_THERE = _RUNG | {"nobody"}
_WORRIES = frozenset({"safe", "seen"})
"""Answered also where they are told as a worry, and not asked: 「生人上门我不放心」."""


def told(turn: Turn, flow: str, words: str) -> str:
    """What is written to the question for this form; "" for any other message, and for a question about something else."""
    if _gives(words) or form_messages.asks_why(words) or _names_another(turn, words):
        return ""
    by_wordings = asked_of_service.answer(turn, flow, words)
    return by_wordings.answer if by_wordings is not None else _by_keywords(turn, flow, words)


def before_the_record(turn: Turn, flow: str, words: str, *, about_it: bool) -> str:
    """What is written of this form for who would rather be rung, who sees it, or for when nobody wants it; else "".

    about_it: the words are surely about what was done.
    """
    if asks_who_sees(words) and not _names_another(turn, words):
        answers = turn.content.part(AFTERWARDS).of(flow)
        return answer_of("seen", answers) if answers is not None else ""
    only = _WHATEVER_IS_THERE if about_it else _RUNG
    return "" if _names_another(turn, words) else _by_keywords(turn, flow, words, only=only)


def _by_keywords(turn: Turn, flow: str, words: str, only: Collection[str] = ()) -> str:
    file = turn.content.part(AFTERWARDS)
    answers = file.of(flow)
    if answers is None or len(words) > LONGEST:
        return ""
    keys = _keys_asked(turn, words, only or file.asked)
    if "ring" in keys and answers.ring:
        return answers.ring  # 「能打电话告诉我伐」 is no question whether one is told
    return "\n".join(dict.fromkeys(filter(None, (answer_of(key, answers) for key in keys))))


def _keys_asked(turn: Turn, words: str, among: Collection[str]) -> list[str]:
    """The keys of the answers, of those among which is looked, that the words ask for, or tell a worry about."""
    asks = form_messages.asks(words) or suggests(words)
    normal = turn.hear(words).normal
    return [
        key
        for key, lines in turn.content.part(AFTERWARDS).asked.items()
        if key in among
        and (asks or key in _WORRIES)
        and (worded_as(words, lines) or worded_as(normal, lines))
    ]


def _gives(words: str) -> bool:
    """Does it give a number or a name: 「我老婆名字叫李芳，可以吗」?"""
    number = phone.attempted(words) or sum(map(str.isdecimal, words)) >= DIGITS
    return number or bool(person.called(words) or _NAMED.search(words))


def _names_another(turn: Turn, words: str) -> bool:
    """Does the question name a thing that is not what the form is for?"""
    form, named = turn.session.form, turn.hear(words).named
    held = "".join(form.slots.values()) if form is not None else ""
    names = [str(named[slot]) for slot in _NAMES if slot in named and named[slot] not in OF_NUMBERS]
    return any(name in words and name not in held for name in names)
