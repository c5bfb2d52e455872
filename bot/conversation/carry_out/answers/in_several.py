"""Answers a message that holds several questions or wishes as so many messages, so that none of them vanishes."""

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.conversation.carry_out.answers import written
from bot.conversation.carry_out.answers.unwritten_facts import ask_for_me, asks_grant, not_written
from bot.conversation.carry_out.readings.parts import commands_openly
from bot.conversation.carry_out.readings.real_questions import is_real
from bot.conversation.command_kinds import has
from bot.conversation.commands import Start
from bot.conversation.interpret.flows import FLOW_OF_INTENT
from bot.conversation.interpret.session_state import confirmation
from bot.conversation.interpret.wishes.asked_whole import asks_class_and_number
from bot.conversation.interpret.wishes.listed_wishes import lists_thing
from bot.conversation.interpret.wishes.question_clauses import questions
from bot.conversation.interpret.wishes.several_matters import FEWEST, matters
from bot.conversation.turn import Turn
from bot.understanding.questions.aspects import aspects_asked
from bot.understanding.questions.small_questions import small_questions
from bot.understanding.ranking import is_confident

_OF_COURSES = "training."
_NOT_THAT = re.compile(r"(?:而|又)?(?:不是|没)(?:要|想)?(?:问|说)?[^，,。]{2,12}")
_I_ASK = re.compile(r"我(?:就|只|是)?(?:问|说)的?是?|问的是")
_BARE = re.compile(
    r"(?:那|大概|大约|一共|总共|要|得|一年|一个月|每年|每月|一次){0,3}(?:多少|几钿|几块)(?:钱|钞票)?(?:一年|一个月|一次)?[啊呀呢]?[?？]?"
)
_BLAMES = re.compile(r"(?:你|侬|您)[^，,。]{1,10}(?:干嘛|干什么|干啥|做什么|做啥)[啊呀呢]?[?？]?")
"""「你发职高干嘛」, which asks nothing beside the question that was meant."""
_REPLIES = Callable[[Turn], Awaitable[list[Reply]]]
_HEAR = Callable[[str], Turn]


async def answered(whole: Turn, hear: _HEAR, replies: _REPLIES) -> tuple[Turn, list[Reply]] | None:
    """The turn that was carried out last, and one reply to all parts; None for a message that is one matter.

    hear: a turn of a part, as the session stands by then. replies: the replies to a turn.
    """
    parts = _apart(whole)
    if not parts:
        return None
    said: list[Reply] = []
    turn = whole
    for part in parts:
        turn = hear(part)
        said = _with(said, await _heard(turn, replies))
        if turn.outcome.erased:
            break
    turn.session.choices = list(said[-1].choices) if said else []
    return turn, said


def _apart(turn: Turn) -> list[str]:
    """The parts that are heard by themselves: what asks first, what opens a form last; [] for one matter."""
    told = _matters(turn.message.text)
    if not told or _is_heard_as_one(turn, told):
        return []
    parts = _with_course_details(turn, told)
    opening = [part for part in parts if _opens(turn, part)]
    asking = [part for part in parts if part not in opening]
    one_matter = not asking or any(not questions(part) for part in asking)
    return [] if one_matter or len(parts) < FEWEST else [*asking, *opening]


def _matters(text: str) -> list[str]:
    """The matters of the text, without what only blames or denies, and with bare questions behind what they ask of."""
    told = [part for part in matters(text) if not _BLAMES.fullmatch(part)]
    return _with_bare_questions([part for part in told if not _is_denied(part, told)])


def _is_denied(part: str, parts: Sequence[str]) -> bool:
    """「不是扔哪个桶」 beside 「我问的是几点能扔」: is it only said what is not asked?"""
    return _NOT_THAT.fullmatch(part) is not None and any(_I_ASK.search(other) for other in parts)


def _with_bare_questions(parts: Sequence[str]) -> list[str]:
    """The parts, with 「一年多少」, which asks something of what was named before it, behind that."""
    told: list[str] = []
    for part in parts:
        if told and _BARE.fullmatch(part):
            told[-1] = f"{told[-1]} {part}"
        else:
            told.append(part)
    return told


def _is_heard_as_one(turn: Turn, told: Sequence[str]) -> bool:
    """Does something stand open that the whole message may answer, or may somebody be in danger?"""
    session, parse = turn.session, turn.parse
    open_to_it = session.form is not None or session.handoff or confirmation(session.choices) is not None
    heard = [parse, *map(turn.hear, told)]
    danger = session.may_be_of_danger or any(part.emergency or part.possible for part in heard)
    at_once = _is_one_matter(turn.message.text)
    return (
        bool(turn.postback or turn.exact or open_to_it or danger or at_once)
        or written.word_for_word(turn) is not None
    )


def _is_one_matter(text: str) -> bool:
    """Do its parts make up a single wish or question, 「替我登记一下自行车行吗 看有没有人要」?"""
    return asks_grant(text, of_course=True) or lists_thing(text) or asks_class_and_number(text)


def _opens(turn: Turn, part: str) -> bool:
    """Is the part surely a wish that a form serves?"""
    heard = turn.hear(part)
    if is_confident(heard):
        return heard.intent in FLOW_OF_INTENT
    return not questions(part) and has(commands_openly(turn, part), Start)


def _with_course_details(turn: Turn, parts: Sequence[str]) -> list[str]:
    """The parts, with what asks for fields of the course that another names in one: its service answers them in order."""
    told: list[str] = []
    for part in parts:
        detail = aspects_asked(part) and not small_questions(part) and not turn.hear(part).named
        if told and detail and turn.parse.intent.startswith(_OF_COURSES):
            told[-1] = f"{told[-1]} {part}"
        else:
            told.append(part)
    return told


async def _heard(turn: Turn, replies: _REPLIES) -> list[Reply]:
    """The replies to one part; of a question that was not understood, that nothing is written to it.

    What asks beside a form that a part has opened is answered as without it, above its question.
    """
    session, part = turn.session, turn.message.text
    form, choices = session.form, list(session.choices)
    beside = form is not None and bool(questions(part)) and not _opens(turn, part)
    if beside:
        session.form = None
    told = await replies(turn)
    if turn.outcome.asked_back and is_real(turn, part):
        session.misses = 0
        told = [Reply(not_written(turn, f"「{part}」"), (ask_for_me(turn, part),))]
    if beside:
        session.form, session.choices = form, choices
    return told


def _with(said: list[Reply], more: list[Reply]) -> list[Reply]:
    """The replies so far with those to the next part, as one; nothing is said twice."""
    if not said or not more:
        return said or more
    known = (_without_numbers(said[-1].text) if more[-1].choices else said[-1].text).split("\n\n")
    fresh = [part for reply in more for part in reply.text.split("\n\n") if part not in known]
    text = "\n\n".join([*known, *fresh])
    urgent = any(reply.urgent for reply in (*said, *more))
    return [replace(more[-1], text=text, choices=_offered(said, more), urgent=urgent)]


def _without_numbers(text: str) -> str:
    """The text without the lines that offer something by a number: the numbers are those of what comes next."""
    return "\n".join(line for line in text.splitlines() if "「1」" not in line)


def _offered(said: Sequence[Reply], more: Sequence[Reply]) -> tuple[Choice, ...]:
    """The choices of the last that offers any."""
    return more[-1].choices or said[-1].choices
