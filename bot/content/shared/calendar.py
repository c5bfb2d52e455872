"""calendar.yaml: the weekly tips of the year, and which of them are due on a day. Read by broadcast and the rooms above it."""

import datetime
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Annotated

from lunar_python import Lunar
from pydantic import Field, model_validator

from bot.content.governed import Dated, Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.shared.community import COMMUNITY
from bot.content.shared.hazards import Hazard
from bot.content.snapshot import Content, ContentPart, DatedField, whole_file
from bot.content.source import Document, Problem, Where

# 国务院《全国年节及纪念日放假办法》 (2024), article 2; month and day.
_SOLAR = {"元旦": (1, 1), "劳动节": (5, 1), "国庆节": (10, 1)}
_LUNAR = {"春节": (1, 1), "端午节": (5, 5), "中秋节": (8, 15)}

SMS_LENGTH = 70  # characters of one SMS in Chinese
LONGEST_TIP = 55  # characters of a weekly tip: the operator may add how to unsubscribe
WEEKS = range(1, 54)
SENDING_DAYS = (
    6  # days before and after an occasion that it needs, so that the weekly sending day is among them
)

Week = Annotated[int, Field(ge=1, le=53)]


class Occasion(ContentModel):
    """A day of the year that tips may be bound to, with the days around it on which they fit.

    every: the same day each year, "11-09"; holiday: a public holiday by its name (春节, 清明节, 端午节), whose date
    `lunar_python` computes for every year; dates: another day of the lunar calendar, one date for each year.
    before, after: how many days before and after it the tips still fit.
    """

    name: NonEmptyStr
    every: str = Field(default="", pattern=r"^(\d{2}-\d{2})?$")
    holiday: str = ""
    dates: tuple[datetime.date, ...] = ()
    before: int = Field(default=7, ge=0)
    after: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _one_of_two(self) -> "Occasion":
        if sum(map(bool, (self.every, self.holiday, self.dates))) != 1:
            raise ValueError("give either every (MM-DD), or holiday, or dates")
        if self.holiday and not first_days(self.holiday, 2026):
            raise ValueError(f"{self.holiday} is no public holiday; give dates")
        if self.every:
            datetime.date.fromisoformat(f"2025-{self.every}")
        return self

    def covers(self, day: datetime.date) -> bool:
        """Is this day the occasion, or near enough to it?"""
        years = (day.year - 1, day.year, day.year + 1)
        occurrences = self.dates or tuple(occurrence for year in years for occurrence in self._in(year))
        before, after = datetime.timedelta(self.before), datetime.timedelta(self.after)
        return any(occurrence - before <= day <= occurrence + after for occurrence in occurrences)

    def _in(self, year: int) -> tuple[datetime.date, ...]:
        if self.holiday:
            return first_days(self.holiday, year)
        month, day = map(int, self.every.split("-"))
        return (datetime.date(year, month, day),)


@cache
def first_days(holiday: str, year: int) -> tuple[datetime.date, ...]:
    """The first day of China's public holiday of this name in this year; empty when there is none."""
    if holiday in _SOLAR:
        return (datetime.date(year, *_SOLAR[holiday]),)
    if holiday in _LUNAR:
        day = Lunar.fromYmd(year, *_LUNAR[holiday]).getSolar()
    elif holiday == "清明节":
        day = Lunar.fromYmd(year, 6, 1).getJieQiTable()["清明"]
    else:
        return ()
    return (datetime.date(day.getYear(), day.getMonth(), day.getDay()),)


class WeeklyTip(Dated):
    """One tip that fits into one SMS with the community's name before it.

    hazard: what it is about; None for what concerns everybody and is no hazard (fraud, lost persons, the helpline).
    weeks: the ISO weeks in which it fits, first and last; [49, 8] runs over the new year. occasion: the occasion that it
    is for, instead of weeks. source: the title of one of the file's sources.
    """

    id: NonEmptyStr
    hazard: Hazard | None = None
    weeks: tuple[Week, Week] | None = None
    occasion: str = ""
    text: NonEmptyStr
    source: NonEmptyStr

    @model_validator(mode="after")
    def _one_of_two(self) -> "WeeklyTip":
        if (self.weeks is None) == (not self.occasion):
            raise ValueError("give either weeks [first, last], or occasion")
        return self

    def fits(self, week: int) -> bool:
        """Does the tip fit this ISO week? Never, when it is for an occasion."""
        if self.weeks is None:
            return False
        first, last = self.weeks
        return first <= week <= last if first <= last else week >= first or week <= last


class Calendar(Governed):
    """The file."""

    occasions: dict[str, Occasion] = Field(default_factory=dict)
    tips: tuple[WeeklyTip, ...]


def due(calendar: Calendar, day: datetime.date) -> tuple[WeeklyTip, ...]:
    """The tips that fit this day, those for an occasion first, each group in the file's order.

    The planner chooses among them, by what went out before.
    """
    if not calendar.holds(day):
        return ()
    near = {key for key, occasion in calendar.occasions.items() if occasion.covers(day)}
    week = day.isocalendar().week
    timely = tuple(tip for tip in calendar.tips if tip.occasion in near and tip.holds(day))
    return timely + tuple(tip for tip in calendar.tips if tip.fits(week) and tip.holds(day))


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    for document in documents:
        yield from _check_tips(document, content)
        yield from _check_weeks(document, content.part(CALENDAR))


def _check_tips(document: Document, content: Content) -> Iterator[Problem]:
    calendar = content.part(CALENDAR)
    titles = {source.title for source in calendar.sources}
    signature = f"【{content.part(COMMUNITY).name}】"  # operators ask for these brackets
    longest = min(LONGEST_TIP, SMS_LENGTH - len(signature))
    ids: set[str] = set()
    texts: set[str] = set()
    for number, tip in enumerate(calendar.tips):
        where: Where = ("tips", number)
        if tip.id in ids:
            yield document.problem((*where, "id"), f"编号「{tip.id}」用了两次")
        if tip.text in texts:
            yield document.problem((*where, "text"), f"「{tip.text}」写了两次")
        if len(tip.text) > longest:
            text = f"这条有 {len(tip.text)} 个字，加上署名要放进一条短信，最多 {longest} 个字"
            yield document.problem((*where, "text"), text)
        if tip.source not in titles:
            yield document.problem((*where, "source"), f"出处「{tip.source}」不在 sources 里")
        if tip.occasion and tip.occasion not in calendar.occasions:
            yield document.problem((*where, "occasion"), f"没有「{tip.occasion}」这个日子")
        ids.add(tip.id)
        texts.add(tip.text)


def _check_weeks(document: Document, calendar: Calendar) -> Iterator[Problem]:
    """Every week has tips of its own: occasions move from year to year, and do not count."""
    for week in WEEKS:
        if not any(tip.fits(week) for tip in calendar.tips):
            yield document.problem(("tips",), f"第 {week} 周没有可发的提示")
    used = {tip.occasion for tip in calendar.tips}
    for key, occasion in calendar.occasions.items():
        if key not in used:
            yield document.problem(("occasions", key), f"「{occasion.name}」没有一条提示")
        if occasion.before + occasion.after < SENDING_DAYS:
            text = f"「{occasion.name}」前后要有七天，不然每周发短信的那天会错过"
            yield document.problem(("occasions", key), text)


CALENDAR = ContentPart(
    whole_file("calendar.yaml", Calendar),
    check=_check,
    dates=(
        DatedField(
            ("occasions", "*", "dates", "*"), "最后一个日期 {day} 快到了，请添上以后几年的", series=True
        ),
    ),
)
