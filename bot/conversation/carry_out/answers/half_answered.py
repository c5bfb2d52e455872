"""Which of several questions about one thing the answer leaves out, so that the other half is said not to be written."""

import re

from bot.conversation.carry_out.readings.real_questions import is_real
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.turn import Turn
from bot.understanding.questions.aspects import aspects_asked
from bot.understanding.questions.small_questions import small_questions
from bot.understanding.text.foreign_words import brings_another

_OWN_THING = re.compile(
    r"(?:自己|自家)带(?P<behind>[\u4e00-\u9fff]{2,5}?)(?:吗|么|伐|不|哇|呀|$)"
    r"|(?P<before>[\u4e00-\u9fff]{2,4}?)(?:要不要|用不用|要|用|得|是不是|都)?(?:自己|自家)(?:买了?)?带"
)
"""「要自己带面粉伐」, 「面粉要自己带吗」."""
_NO_THING = re.compile(r"什么|啥|哪些|东西|工具|材料|那|还有|是不|需")
_FOR_ANOTHER = re.compile(
    r"(?:爷爷|奶奶|外公|外婆|阿婆|老人|别人|爸爸|妈妈|保姆|老公|老婆|儿子|女儿)(?:代)?(?:去|来)[^，,。]{0,6}(?:行|可以|好|能|成)(?:不行|不可以|不好|吗|么|伐|不)"
)
_THERE = re.compile(r"^(?:那|那么|还有)?(?P<thing>[\u4e00-\u9fff]{2,5})(?:有没有|有勿有|有[吗么伐哇])$")
_PRIZE = re.compile(r"得奖|获奖|奖品|奖金|有奖|第一名|冠军|拿奖|奖杯")
_LONGEST = 14  # characters of a question that is said again


def left_out(turn: Turn, told: str) -> list[str]:
    """「灯光有没有」 beside a question of shoes: the questions whose subject does not stand in what is told, in their words."""
    asked = questions(turn.message.text)
    missing = [thing for clause in asked if (thing := _thing_left_out(clause, told))]
    if len(asked) > 1:
        missing += [f"「{clause.lstrip('那')}」" for clause in asked if _is_left_out(turn, clause, told)]
    return missing


def _thing_left_out(clause: str, told: str) -> str:
    """What is asked to be brought by itself, where the answer does not name it; what somebody else would do; a prize."""
    if _PRIZE.search(clause):
        is_missing = "奖" not in told
    elif _FOR_ANOTHER.search(clause):
        is_missing = "代" not in told
    else:
        is_missing = _is_unnamed_thing(clause, told)
    return f"「{clause.lstrip('那')}」" if is_missing else ""


def _is_unnamed_thing(clause: str, told: str) -> bool:
    """「灯光有没有」, 「面粉要自己带吗」: is a thing asked for that the answer does not name?"""
    there, found = _THERE.match(clause), _OWN_THING.search(clause)
    if there is not None:
        return brings_another(there["thing"], told) and not aspects_asked(clause)
    thing = (found["behind"] or found["before"]) if found is not None else ""
    return bool(thing) and not _NO_THING.search(thing) and thing not in told


def _is_left_out(turn: Turn, clause: str, told: str) -> bool:
    """Does the clause ask for a fact, of no detail that has a name, which the answer does not speak of?"""
    if (
        len(clause) > _LONGEST
        or aspects_asked(clause)
        or small_questions(clause)
        or _thing_left_out(clause, told)
    ):
        return False
    return brings_another(clause, told) and is_real(turn, clause)
