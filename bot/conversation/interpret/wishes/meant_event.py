"""Which event a message means without its whole name: by its date, by the end of its name, or by what is done there. Pure."""

import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import lru_cache

from bot.content.dates import next_monthly
from bot.content.shared.events import Event
from bot.understanding.slots.numerals import NUMERAL, value
from bot.understanding.text.deeds import doing

_N = rf"\d{{1,2}}|{NUMERAL}{{1,3}}"
_DATE = re.compile(rf"(?:(?P<month>{_N})月)?(?P<day>{_N})[号日](?!楼|线|门|码|桌|机)")
_WEEKDAY = re.compile(r"(?P<week>这个?|本|下个?)?(?:周|礼拜|星期)(?P<first>[一二三四五六日天])")
_OF_EVENTS = re.compile(r"活动|行动|集合|碰头|那个|这个|那场|那天|那次|演出|比赛|讲座|演练|哪里去|去了|过去")
_AN_EVENT = re.compile(r"活动|行动|那[个场次]|这[个场次]|比赛|演出|节目|汇演|上台|办|搞|举行|义卖")
_JOINS = re.compile(
    r"我(?:们|也|都|家|跟|和)?[^，,。？?]{0,4}(?:想|要|来|可以|愿意)(?:去|来|参加|报)|算(?:我|上我|我们)|带(?:上)?我|报(?:个|一个|上|名)|(?:想|要)报|(?:给|帮|替)(?:我|我们|他|她|伊|阿拉)[^，,。？?]{0,2}(?:登记|报|写上|记上)"
)
_OF_CLASSES = re.compile(r"课|班(?!上|车)|培训|报名号|我报的|我订的")
_POINTS = re.compile(r"那[个场次]|这[个场次]|活动|你(?:说|讲|列)的|上面")
_PARTS = re.compile(r"[、，,「」；;：:（）()]+")
SHORTEST = 3  # characters of a part of a name or of what is done: fewer stand in many names
_DAYS = "一二三四五六日"
_HOW_OFTEN = re.compile(
    r"多久(?:一|才|来)|几(?:天|周|个?月)一[次趟回]"
)  # of all of its kind, and not of the next


def event_meant(
    text: str, events: Iterable[Event], today: date, shown: Collection[str], *, names_none: bool
) -> Event | None:
    """The one event that is meant; None where none is, or more than one may be.

    shown: the names of those that were listed last, of which any part of the name is enough. names_none: the text names
    nothing else, so that a date may stand for the event.
    """
    if _OF_CLASSES.search(text):
        return None
    known = tuple(events)
    by_words = _pointed_at(text, known, shown)
    if by_words is not None:
        return by_words
    day = _day(text, today) if names_none and _OF_EVENTS.search(text) else None
    return _only(event for event in known if _next_day(event, today) == day) if day is not None else None


def _pointed_at(text: str, known: Collection[Event], shown: Collection[str]) -> Event | None:
    """The one event of 「那个…的活动」: of those that were listed last, else by the words of its name or description."""
    if not _POINTS.search(text):
        return None
    listed = _only(event for event in known if event.name in shown and _has_part(text, event.name))
    if listed is not None or _HOW_OFTEN.search(text):
        return listed
    return _only(event for event in known if _by_words(text, event))


def event_doing(text: str, events: Iterable[Event]) -> Event | None:
    """The one event that is told by what is done there: 「每个月一趟读书的活动」; None where none is, or several are."""
    if not _AN_EVENT.search(text) or _OF_CLASSES.search(text) or _HOW_OFTEN.search(text):
        return None
    known = {event.name: event for event in events}
    told = doing({name: event.does for name, event in known.items()}, text)
    return known[told[0]] if len(told) == 1 else None


def joined_event(text: str, events: Iterable[Event]) -> Event | None:
    """The event that somebody would like to come to: 「捡垃圾那个活动我也要去」; None for none, and for a question."""
    return event_doing(text, events) if joins(text) else None


def joins(text: str) -> bool:
    """Does somebody want to come, or to be written down?"""
    return _JOINS.search(text) is not None


def _only(events: Iterable[Event]) -> Event | None:
    """The event, where there is just one."""
    found = tuple(events)
    return found[0] if len(found) == 1 else None


def _has_part(text: str, name: str) -> bool:
    parts = _PARTS.split(name)
    return any(part[at : at + SHORTEST] in text for part in parts for at in range(len(part) - SHORTEST + 1))


def _by_words(text: str, event: Event) -> bool:
    """Does the text hold the end of the event's name (its head, in Chinese), or something that is done there?"""
    return any(words in text for words in _words_for(event.name, event.about))


@lru_cache(maxsize=256)  # of each event, for every question
def _words_for(name: str, about: str) -> tuple[str, ...]:
    ends = [part[-length:] for part in _PARTS.split(name) for length in range(SHORTEST, len(part) + 1)]
    doings = [part for part in _PARTS.split(about) if len(part) >= SHORTEST]
    return tuple(dict.fromkeys((*ends, *doings)))


def _next_day(event: Event, today: date) -> date | None:
    return next_monthly(event.monthly, today) if event.monthly is not None else event.date


def _day(text: str, today: date) -> date | None:
    """The day that the text names: 12月5号, 5号, 这礼拜六; None for none, or for one that does not exist."""
    named = _DATE.search(text)
    if named is not None:
        return _in_calendar(value(named["month"] or ""), value(named["day"]), today)
    weekday = _WEEKDAY.search(text)
    return _in_week(weekday["week"] or "", weekday["first"], today) if weekday else None


def _in_calendar(month: int | None, day: int | None, today: date) -> date | None:
    """The next day of this number, today included; in this month where one is named."""
    for ahead in range(366):
        found = today + timedelta(days=ahead)
        if found.day == day and month in (None, found.month):
            return found
    return None


def _in_week(week: str, weekday: str, today: date) -> date:
    """The day in this week or the next, where the text says which; else the next such day."""
    number = _DAYS.index(weekday.replace("天", "日"))
    if week:
        return today + timedelta(days=number - today.weekday() + (7 if week.startswith("下") else 0))
    return today + timedelta(days=(number - today.weekday()) % 7)
