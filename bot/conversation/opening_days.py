"""On which days of the week a place is open, from its opening hours in words. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.understanding.slots.numerals import NUMERAL, value

_DAYS = "一二三四五六日"
_DAY = r"[一二三四五六日天]"
_RANGE = re.compile(rf"周({_DAY})[至到-]周?({_DAY})")
_SINGLE = re.compile(rf"周({_DAY})")
_CLOSED = re.compile(rf"((?:周{_DAY}[、和]?)+)(?:闭馆|休息|不开|关门)")
_SCHOOL_DAYS = re.compile(r"上学日|工作日")
_EVERY_DAY = re.compile(r"每天|每日|天天|全天")
_CLOCK = re.compile(rf"(?P<hour>\d{{1,2}}|{NUMERAL}{{1,3}})点钟?(?P<half>半)?(?P<after>以后|之后|过后|后)?")
_SPAN = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_MORNING = re.compile(r"早上|上午|清早|凌晨")
_AFTERNOON, _NIGHT = re.compile(r"下午|傍晚"), re.compile(r"晚上|夜")
_SMALL_HOURS = 5  # till then 「半夜两点」 is the morning
_NOON, _LAST_HOUR, _HALF_DAY = 12, 24, 12 * 60
_NOW = re.compile(r"现在|这会儿|这时候|眼下|此刻")
_PARTS: tuple[tuple[re.Pattern[str], tuple[int, int]], ...] = (
    (re.compile(r"上午|早上|上半[日天]"), (8 * 60, 12 * 60)),
    (re.compile(r"中午|晌午|中饭|午饭|中间"), (12 * 60, 13 * 60)),
    (re.compile(r"下午|下半[日天]"), (13 * 60, 18 * 60)),
    (re.compile(r"晚上|夜里|夜头|晚饭"), (18 * 60, 24 * 60)),
)
"""Parts of the day, from one minute of it to another."""
_FROM_TODAY = (("今天", 0), ("今朝", 0), ("明天", 1), ("明朝", 1), ("明日", 1), ("后天", 2), ("后日", 2))
_SPOKEN = re.compile(rf"(?:周|礼拜|星期)({_DAY})")
_ALL_DAYS = frozenset(range(1, 8))


@dataclass(frozen=True, slots=True)
class AskedDays:
    """Days of the week (1 is Monday) that a question names, and its words for them."""

    days: tuple[int, ...]
    words: str


@dataclass(frozen=True, slots=True)
class AskedClock:
    """A time of the day that a question names, in minutes from midnight (both, where either half may be meant), and its words."""

    minutes: tuple[int, int]
    words: str


@dataclass(frozen=True, slots=True)
class AskedOpening:
    """Whether it is open when a question asks, and the question's words for that time."""

    is_open: bool
    words: str


def opening_asked(text: str, hours: str, now: datetime) -> AskedOpening | None:
    """「礼拜六上午」, 「下午五点半」, 「现在」: is it open then? None where no time is named, or the hours don't tell."""
    at_once = _NOW.search(text)
    if at_once:
        minutes = now.hour * 60 + now.minute
        held = (is_open_on(hours, (now.isoweekday(),)), _overlaps(hours, (minutes, minutes + 1)))
        return None if None in held else AskedOpening(all(held), at_once[0])
    days, (part, within), clock = days_asked(text, now.date()), _part_asked(text), clock_asked(text)
    on_day = is_open_on(hours, days.days) if days else None
    if days is not None and not on_day:
        return None if on_day is None else AskedOpening(on_day, days.words)
    then = is_open_at(hours, clock) if clock else _overlaps(hours, within) if within else on_day
    words = f"{days.words if days else ''}{part}{clock.words if clock else ''}"
    return None if then is None else AskedOpening(then, words)


def _part_asked(text: str) -> tuple[str, tuple[int, int] | None]:
    """The part of the day that the text names, and from when to when it lasts."""
    found = ((match[0], within) for pattern, within in _PARTS if (match := pattern.search(text)))
    return next(found, ("", None))


def days_asked(text: str, today: date) -> AskedDays | None:
    """The days that the text names: a weekday, the weekend, today or tomorrow; None when it names none."""
    weekday = _SPOKEN.search(text)
    if weekday:
        return AskedDays((_number(weekday[1]),), weekday[0])
    for words, ahead in _FROM_TODAY:
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


def clock_asked(text: str) -> AskedClock | None:
    """The time of the day that the text names: 五点半以后; None when it names none."""
    said = _CLOCK.search(text)
    hour = value(said["hour"]) if said else None
    if said is None or hour is None or hour > _LAST_HOUR:
        return None
    minutes = _minutes(said, hour)
    at_night, small = _NIGHT.search(text) is not None, hour <= _SMALL_HOURS
    early = _MORNING.search(text) is not None or (at_night and small)
    later = minutes + _HALF_DAY if hour < _NOON and not early else minutes
    only_later = _AFTERNOON.search(text) is not None or (at_night and not small)
    return AskedClock((later if only_later else minutes, later), said[0])


def _minutes(said: re.Match[str], hour: int) -> int:
    """The minutes from the hour on: half past counts, and 以后 begins a minute later."""
    return hour * 60 + (30 if said["half"] else 0) + (1 if said["after"] else 0)


def is_open_at(hours: str, clock: AskedClock) -> bool | None:
    """Is it open at that time of the day, whichever half of the day is meant? None when the hours don't tell."""
    spans = _spans(hours)
    if not spans:
        return None
    return any(start <= minutes < end for start, end in spans for minutes in clock.minutes)


def _spans(hours: str) -> list[tuple[int, int]]:
    """From which minute of the day to which it is open, as often as it opens."""
    return [
        (int(start) * 60 + int(start_minute), int(end) * 60 + int(end_minute))
        for start, start_minute, end, end_minute in _SPAN.findall(hours)
    ]


def _overlaps(hours: str, within: tuple[int, int]) -> bool | None:
    """Is it open at any time between these minutes of the day? None when the hours don't tell."""
    spans = _spans(hours)
    return any(start < within[1] and within[0] < end for start, end in spans) if spans else None


def _open_days(hours: str) -> frozenset[int]:
    """The days that the hours name as open; empty when they name none."""
    closed = {_number(day) for match in _CLOSED.finditer(hours) for day in _SINGLE.findall(match[1])}
    told = _CLOSED.sub("", hours)
    if _EVERY_DAY.search(told):
        return _ALL_DAYS - closed
    days = {_number(day) for day in _SINGLE.findall(told)}
    days |= set(range(1, 6)) if _SCHOOL_DAYS.search(told) else set()
    for match in _RANGE.finditer(told):
        days |= set(range(_number(match[1]), _number(match[2]) + 1))
    return frozenset(days - closed)


def _number(day: str) -> int:
    return 7 if day == "天" else _DAYS.index(day) + 1
