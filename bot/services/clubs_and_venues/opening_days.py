"""On which days of the week a place is open, from its opening hours in words. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = "一二三四五六日"
_DAY = r"[一二三四五六日天]"
_RANGE = re.compile(rf"周({_DAY})[至到-]周?({_DAY})")
_SINGLE = re.compile(rf"周({_DAY})")
_CLOSED = re.compile(rf"((?:周{_DAY}[、和]?)+)(?:闭馆|休息|不开|关门)")
_EVERY_DAY = re.compile(r"每天|每日|天天|全天")
_SPOKEN = re.compile(rf"(?:周|礼拜|星期)({_DAY})")
_ALL_DAYS = frozenset(range(1, 8))


@dataclass(frozen=True, slots=True)
class AskedDays:
    """Days of the week (1 is Monday) that a question names, and its words for them."""

    days: tuple[int, ...]
    words: str


def days_asked(text: str, today: date) -> AskedDays | None:
    """The days that the text names: a weekday, the weekend, today or tomorrow; None when it names none."""
    weekday = _SPOKEN.search(text)
    if weekday:
        return AskedDays((_number(weekday[1]),), weekday[0])
    for words, ahead in (("今天", 0), ("明天", 1), ("后天", 2)):
        if words in text:
            return AskedDays(((today + timedelta(days=ahead)).isoweekday(),), words)
    return AskedDays((6, 7), "周末") if "周末" in text or "双休" in text else None


def is_open_on(hours: str, days: Collection[int]) -> bool | None:
    """Is it open on all of these days (True), on none (False)? None when the hours don't tell, or it differs."""
    open_days = _open_days(hours)
    if not open_days:
        return None
    held = {day in open_days for day in days}
    return held.pop() if len(held) == 1 else None


def _open_days(hours: str) -> frozenset[int]:
    """The days that the hours name as open; empty when they name none."""
    closed = {_number(day) for match in _CLOSED.finditer(hours) for day in _SINGLE.findall(match[1])}
    told = _CLOSED.sub("", hours)
    if _EVERY_DAY.search(told):
        return _ALL_DAYS - closed
    days = {_number(day) for day in _SINGLE.findall(told)}
    for match in _RANGE.finditer(told):
        days |= set(range(_number(match[1]), _number(match[2]) + 1))
    return frozenset(days - closed)


def _number(day: str) -> int:
    return 7 if day == "天" else _DAYS.index(day) + 1
