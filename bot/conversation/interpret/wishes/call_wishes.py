"""A wish to be rung beside something else that is told: 「…，再让你们的人打我电话 159…」, and whether it is noted. Pure."""

import re

from bot.conversation.interpret.values import times
from bot.understanding.slots import phone
from bot.understanding.text.bounded_cache import remembered
from bot.understanding.text.clauses import bare_clauses

_PARTS = re.compile(r"[，,。；;！!？?]+")
_RING = re.compile(
    r"(?:打|回)(?:个|一个)?(?:电话|手机)?(?:给)?我(?:的)?(?:电话|手机|座机|家里)|打(?:个|一个)?电话(?:给|来|跟|联系)我?|回(?:个|我)?(?:个)?电话|(?:打|联系)给?我(?=\s{0,2}\d|$)|来(?:个|一个)?电话"
)
_NOT = re.compile(
    r"(?:不要|别|不用|勿要|没|莫)(?:有)?[^，,。]{0,4}(?:打|回|来)|打不通|打了|打过|接电话|骗|推销"
)


def parted(text: str) -> tuple[str, str]:
    """What is told, and the wish to be rung with its number; "" for either where it is not there."""
    parts = [part for part in _PARTS.split(text) if part.strip()]
    calls = [part for part in parts if _wants_call(part)]
    if not calls:
        return text, ""
    number = [part for part in parts if part not in calls and _is_number(part)]
    told = [part for part in parts if part not in calls and part not in number]
    return "，".join(told), "，".join([*calls, *number])


def _wants_call(part: str) -> bool:
    """「再让你们的人打我电话」: is it wished that somebody rings?"""
    return _RING.search(part) is not None and not _NOT.search(part)


def without_numbers(text: str) -> str:
    """The text without the phone number that stands in it among other words."""
    return phone.without(text) if phone.find_any(text) else text


def _is_number(part: str) -> bool:
    """Is the part hardly more than a phone number?"""
    return phone.find_any(part) is not None and len(phone.without(part).strip()) <= LABEL


LABEL = 6  # characters beside a number


_TROUBLE = re.compile(
    r"吵|闹|响|噪|扰|跳舞|跳到|唱到|放到|搞到|弄到|敲|施工|装修|停[水电气]|坏|漏|堵|臭|摔|味道|狗叫|才(?:停|走|歇|散|关)|睡(?:不|勿|弗)|(?:天天|每天|每晚|夜夜|老是|一直)[^，,。]{0,6}到"
)


def of_trouble(clause: str) -> bool:
    """「吵到夜里十点」: does the clause tell of what is wrong, and not of when to ring?"""
    return _TROUBLE.search(clause) is not None and _RING.search(clause) is None


@remembered
def when_to_ring(text: str) -> str:
    """The times at which to ring that the text names; an hour in a complaint, 「吵到夜里十点」, is none."""
    told = phone.without(text)
    for clause in bare_clauses(told):
        told = told.replace(clause, " ") if of_trouble(clause) else told
    return times.all_meant(told)


_CALL = (
    r"(?:回(?:个|我|我的)?电(?:话)?|回我|(?:打|回|来)(?:个|的|了)?(?:电话)?(?:给|到)我|给我(?:打|回|来)(?:个|的)?(?:电话)?"
    r"|(?:约|打|来)(?:个|的|好的)?电话|电话(?:回|打)(?:给我|过来)|打(?:过来|我电话)|call)"
)
_KEPT = r"(?:记|登记|约|安排|排|写|留|存|弄|办|定|转)(?:下|上|好|进去|到|成|过|牢)*(?:来|去)?(?:了|的)?"
_WHETHER = r"(?:有没有|有勿有|到底)?(?:记没记|约没约|登没登记?|写没写|存没存|(?<=有)记|(?<=有)登记|(?<=有)约|(?<=有)写)"
_OR_NOT = r"(?:没有?|吗|么|伐|不|勿|啦没|好没)[啊呀呢的]?"
_NOTED = re.compile(
    rf"{_CALL}[^，,。！!？?\s\d]{{0,10}}{_KEPT}{_OR_NOT}(?=$|[，,。！!？?\s])"
    rf"|(?:有没有|有勿有|到底|是不是)?[^，,。！!？?\s\d]{{0,6}}{_KEPT}(?:我|我的)?{_CALL}[^，,。！!？?\s\d]{{0,4}}?{_OR_NOT}(?=$|[，,。！!？?\s])"
    rf"|{_WHETHER}[^，,。！!？?\s\d]{{0,6}}{_CALL}|{_CALL}[^，,。！!？?\s\d]{{0,8}}{_WHETHER}"
    rf"|(?:有没有|有勿有)[^，,。！!？?\s\d]{{0,4}}(?:{_KEPT}[^，,。！!？?\s\d]{{0,4}}{_CALL}|{_CALL}[^，,。！!？?\s\d]{{0,6}}{_KEPT})"
)

_AGREED_SO = re.compile(
    r"(?:点半?|分|上午|下午|晚上|早上|中午|[周礼拜星期][一二三四五六日天]|[今明后]天|[号日])[^，,。！!？?]{0,6}"
    r"(?:打|回|来)(?:个)?(?:电话)?(?:给|到|过来|我|来){0,3}的?[，, ]?"
    r"(?:对(?:吧|不对|伐|吗|哦|么|没)|是(?:吧|不是|伐|吗)|没错吧|没变吧|不变吧|是这样吧)"
)
"""「所以你们后天十点打对吧」: is what was arranged said once more, to be sure of it?"""


@remembered
def asks_if_noted(text: str) -> bool:
    """「刚才那个打电话的你记下了没」, 「有没有给我登记回电」: is it asked whether a call is booked?"""
    return _NOTED.search(text) is not None or _AGREED_SO.search(text) is not None
