"""Several people or things in one answer, each numbered: 「大的九岁 小的六岁」, 「书包两只 雨鞋一双」. Pure."""

import re
from dataclasses import dataclass

from bot.conversation.interpret.numbers import MOST_YEARS
from bot.understanding.slots import person
from bot.understanding.slots.numerals import NUMERAL, value

_N = rf"(?:\d{{1,3}}|{NUMERAL}{{1,4}})"
_MEASURE = "条|只|双|床|件|个|本|台|张|把|套|盒|箱|辆|副|对|块|包|袋|架|盏|样"
_COUNT_BEHIND = re.compile(
    rf"(?P<item>[^\s，,、。\d还有]{{1,8}}?)(?P<n>{_N})(?:{_MEASURE})(?=$|[\s，,、。吧呀啊]|还有|跟|和)"
)
_COUNT_BEFORE = re.compile(
    rf"(?P<n>{_N})(?:{_MEASURE})(?P<item>[^\s，,、。\d]{{1,8}}?)(?=$|[\s，,、。吧呀啊]|还有|跟|和)"
)
_AGE = re.compile(rf"(?P<n>{_N})(?:周?岁|歲)?(?=$|[\s，,、。吧呀啊]|老|大|小|我|他|她|伊)")
_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_CORRECTED = re.compile(r"不是|不对|勿对|弗对|错|改|应该|弗是|勿是|呃|哦不")
_LEAD = re.compile(r"^(?:还有|跟|和|就是|娃的|有|是|要|再)+")


@dataclass(frozen=True, slots=True)
class Thing:
    """One of several things, and how many of it."""

    item: str
    quantity: str


def things(text: str) -> list[Thing]:
    """The things that are listed with a number each; empty where there are not several."""
    if _CORRECTED.search(text):
        return []
    for pattern in (_COUNT_BEHIND, _COUNT_BEFORE):
        listed = [
            Thing(item, str(number))
            for match in pattern.finditer(text)
            if (item := _LEAD.sub("", match["item"])) and (number := value(match["n"]))
        ]
        if len(listed) > 1:
            return listed
    return []


_CALLED = re.compile(
    r"(?:叫|名字是|姓名是?|是)(?P<name>[\u4e00-\u9fff]{2,4})(?=$|[\s，,、。；;]|他|她|我|电话|手机|\d)"
)
_LISTED = re.compile(
    r"^(?:我们?|就?是|叫|一个|两个人?|[，, ])*"
    r"(?P<a>[\u4e00-\u9fff]{2,4})(?:和|跟|、|还有|[，, ])+(?P<b>[\u4e00-\u9fff]{2,4})[。.!！]?$"
)


def names(text: str) -> list[str]:
    """The names of several people, in order, whoever speaks first; empty where there are not several."""
    if _CORRECTED.search(text):
        return []
    called = [match["name"] for match in _CALLED.finditer(text) if person.plausible_name(match["name"])]
    listed = _LISTED.match(text) if len(called) < 2 else None
    if listed and all(person.plausible_name(listed[part]) for part in ("a", "b")):
        called = [listed["a"], listed["b"]]
    unique = sorted(
        dict.fromkeys(called), key=lambda name: f"我叫{name}" not in text and f"我是{name}" not in text
    )
    return unique if len(unique) > 1 else []


def phones(text: str) -> list[str]:
    """The phone numbers of several people, in order; empty where there are not several."""
    if _CORRECTED.search(text):
        return []
    numbers = list(dict.fromkeys(_PHONE.findall(re.sub(r"(?<=\d)[ -](?=\d)", "", text))))
    return numbers if len(numbers) > 1 else []


def ages(text: str) -> list[str]:
    """The ages of several people, in order; empty where there are not several."""
    if _CORRECTED.search(text):
        return []
    years = [number for match in _AGE.finditer(text) if (number := value(match["n"])) is not None]
    return [str(number) for number in years if 0 < number <= MOST_YEARS] if len(years) > 1 else []
