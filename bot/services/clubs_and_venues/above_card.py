"""What is said above the card of an event, a club or a place: yes or no where it was asked, and what is not written."""

import re
from collections.abc import Collection

from bot.common.text import letter_pairs
from bot.content.shared.clubs import Club
from bot.content.shared.details import Details, answer_of
from bot.content.shared.events import Event
from bot.content.shared.venues import Venue
from bot.conversation.carry_out.answers.unwritten_facts import not_written
from bot.conversation.opening_days import clock_asked, days_asked, is_open_at, is_open_on
from bot.conversation.turn import Turn
from bot.understanding.questions.aspects import (
    AskedAspect,
    Aspect,
    asked_in_order,
    unwritten,
    wants_yes_or_no,
)
from bot.understanding.questions.small_questions import condition_asked, small_questions
from bot.understanding.slots.numerals import NUMERAL

_FREE = re.compile(r"免费|不收费|不要钱")
# Where the card holds one of these words, it speaks of the detail; where it does not, nothing is written about it.
_SPEAKS_OF = {
    Aspect.FEE: re.compile(r"免费|收费|费用|\d元|\d块|要钱|收钱"),
    Aspect.WHO: re.compile(r"岁|凭|老人|孩子|学生|家长|限|都欢迎|谁都|居民|就来|来了就|就能|就行|直接来"),
    Aspect.BRING: re.compile(r"带|自备|穿|工具|借用|凭"),
    Aspect.TEACHER: re.compile(r"老师|教练|指导|教"),
    Aspect.SEATS: re.compile(r"名额|\d人|\d位|限"),
    Aspect.CERTIFICATE: re.compile(r"证书|发证"),
    Aspect.JOBS: re.compile(r"工作|就业"),
}
_OPEN_TO_ALL = re.compile(r"都欢迎|谁都|就来|来了就|就能来|就行|直接来|直接到|直接参加")
_LIMITS = re.compile(r"岁|凭|限|收小学生")
_CLAUSES = re.compile(r"[，,。；;！!？?\s]+")
_DOES = r"[^，,。]{0,4}(?:带|遛|溜|进|推|养|放|拉|骑|烧|吃|抽|钓|游|搭|摆|踢|溜)[^，,。]{0,8}"
_MAY = re.compile(
    rf"(?:能不能|可不可以|让不让|准不准|允不允许|许不许){_DOES}|(?:能|可以|好|允许|准)(?!几|多){_DOES}(?:吗|么|伐|不|不能)[呀啊]?$|(?:能|可以|好|准)(?:遛|溜)(?:吗|么|伐|不)?"
)
_ASKING = re.compile(r"能不能|可不可以|让不让|准不准|允不允许|许不许|可以|能|好|准|吗|么|伐|不|进|去|上|来")
_REPEATED = re.compile(
    rf"(?:[早晚][上]?|下午|夜里)?(?:\d{{1,2}}|{NUMERAL}{{1,3}})点(?:钟|半)?(?:就|才)?(?:要)?(?:关门?|关灯|结束|打烊|散场?|开门?)(?:的|了|啊|呀|哦|啦|嘛|掉|是吧|噢){{1,3}}(?=$|[，,。！!？?\s])"
)
"""「九点就关啊」 says again what was told, and asks nothing."""
_POINTED = re.compile(r"[点半]钟?(?:那个|这个|学校|的那)")
_OPENS = re.compile(r"开|上班|办公|营业|有人|去|来|关|看着|看牢|收|管|还在|接")


def above_card(turn: Turn, named: Event | Club | Venue, general: Details, card: str) -> str:
    """What the question wants beside what the card says; "" when the card answers it. general: what holds for all such things."""
    text = turn.message.text.replace(named.name, "")
    lines = [
        yes_or_no(turn, detail, card) or fee_of(detail, named.details, general)
        for detail in asked_in_order(text)
    ]
    lines += [answer_of(question.key, named.details, general) for question in small_questions(text)]
    told = (Aspect.SEATS,) if isinstance(named, Event) else ()
    missing = missing_of(turn, text, named.details, general, card, told)
    allowed = "" if missing or any(lines) else may_one(text, card)
    lines += [not_written(turn, "、".join(missing) or allowed)] if missing or allowed else []
    return "\n".join(line for line in lines if line)


def may_one(text: str, card: str) -> str:
    """「能带婴儿车上去吗」: what is asked to be allowed that the card says nothing of; "" for anything else."""
    found = next(filter(None, (_MAY.search(clause) for clause in _CLAUSES.split(text))), None)
    if found is None or letter_pairs(_ASKING.sub(" ", found[0])) & letter_pairs(card):
        return ""
    return f"「{found[0]}」"


def missing_of(
    turn: Turn, text: str, own: Details, general: Details, card: str, elsewhere: Collection[Aspect] = ()
) -> list[str]:
    """What the text asks for and neither the card nor the details tell, in words. elsewhere: told beside the card."""
    missing = [
        turn.words.say(f"fact.{detail.aspect}")
        for detail in asked_in_order(text)
        if detail.aspect not in elsewhere and not speaks_of(card, detail) and not fee_of(detail, own, general)
    ]
    small = small_questions(text)
    missing += [question.words for question in small if not answer_of(question.key, own, general)]
    what = condition_asked(text) or ("" if small else unwritten(text))
    return [*missing, what] if what and what not in card else missing


def fee_of(detail: AskedAspect, own: Details, general: Details) -> str:
    """What it costs, where that is asked and written in the details; else ""."""
    return answer_of("fee", own, general) if detail.aspect is Aspect.FEE else ""


def open_then(turn: Turn, venue: Venue) -> str:
    """Whether the place is open on the days, or at the time of the day, that a yes-or-no question names.

    "" where it names none, or nobody can tell.
    """
    text = _REPEATED.sub(" ", turn.message.text.replace(venue.name, ""))
    asked, clock = days_asked(text, turn.now.date()), clock_asked(text)
    if clock is not None and clock.words in venue.name and _POINTED.search(text):
        return ""  # 「四点钟那个」 is its name
    if not _OPENS.search(text) or not any(map(wants_yes_or_no, _CLAUSES.split(text))):
        return ""
    if asked is not None:
        is_open, words = is_open_on(venue.hours, asked.days), asked.words
    elif clock is not None:
        is_open, words = is_open_at(venue.hours, clock), clock.words
    else:
        return ""
    if is_open is None:
        return ""
    return turn.words.say("venue.open_then" if is_open else "venue.closed_then", day=words)


def speaks_of(card: str, detail: AskedAspect) -> bool:
    """Does the card tell of the detail?"""
    if detail.aspect is Aspect.BRING and "穿" in detail.words:
        return "穿" in card
    speaks = _SPEAKS_OF.get(detail.aspect)
    return speaks is None or bool(speaks.search(card))


def yes_or_no(turn: Turn, detail: AskedAspect, card: str) -> str:
    """Yes or no to a question that wants it, as far as the card tells; "" for any other."""
    if detail.aspect is Aspect.FEE and detail.yes_or_no and _FREE.search(card):
        return turn.words.say("fact.is_free" if detail.whether_free else "fact.no_fee")
    welcome = _OPEN_TO_ALL.search(card) and not _LIMITS.search(card)
    if detail.aspect is Aspect.WHO and detail.yes_or_no and welcome:
        return turn.words.say("fact.welcome")
    return ""
