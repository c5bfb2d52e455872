"""The parts of a message that are each a matter of their own: 「要几天修好 另外我妈想学剪纸 什么时候有课」. Pure."""

import re

from bot.conversation.interpret.wishes.question_clauses import questions
from bot.understanding.questions.office_questions import names_only_a_time
from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.clauses import clauses_with_stops, without_stops

SHORTEST, LONGEST = 4, 160  # characters of a part, and of a message that is parted
FEWEST, MOST = 2, 4  # parts
_ASK = r"(?:我?(?:再|还|也|想|要|请){0,2}(?:问|打听)(?:一?[下声句]|问|听)?(?:你们?|您|侬)?)"
_LEAD = re.compile(
    r"^(?:哦|噢|喔|啊|哎|嗯|那|[，,\s]){0,2}"
    r"(?:(?:还有(?!没|人|几|多少|什么|啥|位|名额|空|多|得|的|个|一[个位])|另外|顺便|顺带|对了|再就是)"
    rf"{_ASK}?|我?(?:再|还|也)(?:想|要)?问(?:一?[下声句]|问)?(?:你们?|您|侬)?(?=.{{3}}))[啊呀哦噢，,：:\s]{{0,2}}"
)
"""What begins another matter: 「顺便问下」."""
_TAG = re.compile(
    r"(?:这样|那|都)?(?:可不可以|行不行|好不好|对不对|是不是|(?:可以|行|好|对|是|中|成)(?:吗|伐|不|吧|么))[啊呀哦]?"
)


@remembered
def matters(text: str) -> tuple[str, ...]:
    """Its parts, each with at most one question and what is told before it; () for a message that is one matter."""
    if len(text) > LONGEST:
        return ()
    told = [without_stops(part) for part in _parted(text)]
    long_enough = all(len(part) >= SHORTEST for part in told)
    return tuple(told) if FEWEST <= len(told) <= MOST and long_enough else ()


def _asks_more_than_when(clause: str) -> bool:
    """Does the clause ask something, and does not only name a time?"""
    return bool(questions(clause)) and not names_only_a_time(without_stops(clause))


def _parted(text: str) -> list[str]:
    """The message in parts, each with at most one question and what is told before it."""
    clauses = [clause for clause in clauses_with_stops(text) if without_stops(clause)]
    asked = [_asks_more_than_when(clause) for clause in clauses]
    parts: list[str] = []
    begins, has_question = True, False
    for number, clause in enumerate(clauses):
        led = _LEAD.match(clause)
        again = has_question and not _is_tag(clause) and any(asked[number:])
        if begins or led or again:
            parts.append("")
            begins, has_question = False, False
        parts[-1] += clause[led.end() :] if led else clause
        has_question = has_question or asked[number]
    return parts


def _is_tag(clause: str) -> bool:
    return _TAG.fullmatch(without_stops(clause)) is not None
