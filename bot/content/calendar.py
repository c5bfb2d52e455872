"""`calendar.yaml`: the weekly tips of the year, and which of them are due on a day. Pure."""

import datetime
from functools import cache
from typing import Annotated

from lunar_python import Lunar
from pydantic import Field, model_validator

from bot.content.governed import Dated, Governed
from bot.content.knowledge import Hazard
from bot.content.models import ContentModel, NonEmptyStr

# 国务院《全国年节及纪念日放假办法》 (2024), article 2; month and day.
_BY_THE_SUN = {"元旦": (1, 1), "劳动节": (5, 1), "国庆节": (10, 1)}
_BY_THE_MOON = {"春节": (1, 1), "端午节": (5, 5), "中秋节": (8, 15)}

Week = Annotated[int, Field(ge=1, le=53)]


class Occasion(ContentModel):
    """A day of the year that tips may be bound to, with the days around it on which they fit.

    every: the same day each year, "11-09"; holiday: a public holiday by its name (春节, 清明节, 端午节), whose days a
    library knows for every year; dates: another day that moves with the moon, one for each year.
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
        days = self.dates or tuple(
            one for year in (day.year - 1, day.year, day.year + 1) for one in self._in(year)
        )
        before, after = datetime.timedelta(self.before), datetime.timedelta(self.after)
        return any(one - before <= day <= one + after for one in days)

    def _in(self, year: int) -> tuple[datetime.date, ...]:
        if self.holiday:
            return first_days(self.holiday, year)
        month, day = map(int, self.every.split("-"))
        return (datetime.date(year, month, day),)


@cache
def first_days(holiday: str, year: int) -> tuple[datetime.date, ...]:
    """The first day of China's public holiday of this name in this year; empty when there is none."""
    if holiday in _BY_THE_SUN:
        return (datetime.date(year, *_BY_THE_SUN[holiday]),)
    if holiday in _BY_THE_MOON:
        day = Lunar.fromYmd(year, *_BY_THE_MOON[holiday]).getSolar()
    elif holiday == "清明节":
        day = Lunar.fromYmd(year, 6, 1).getJieQiTable()["清明"]
    else:
        return ()
    return (datetime.date(day.getYear(), day.getMonth(), day.getDay()),)


class WeeklyTip(Dated):
    """One tip that fits into one SMS with the community's name before it.

    weeks: the ISO weeks in which it fits, first and last; [49, 8] runs over the new year. occasion: or the
    occasion that it is for. source: the title of one of the file's sources.
    """

    id: NonEmptyStr
    hazard: Hazard
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
        """Is this ISO week one of the tip's own? Never, for a tip that waits for its occasion."""
        if self.weeks is None:
            return False
        first, last = self.weeks
        return first <= week <= last if first <= last else week >= first or week <= last


class Calendar(Governed):
    """calendar.yaml."""

    occasions: dict[str, Occasion] = Field(default_factory=dict)
    tips: tuple[WeeklyTip, ...]


def due(calendar: Calendar, day: datetime.date) -> tuple[WeeklyTip, ...]:
    """The tips that fit this day, those for an occasion first, each group in the file's order.

    Nothing is chosen here: who plans knows what went out before.
    """
    if not calendar.holds(day):
        return ()
    near = {key for key, occasion in calendar.occasions.items() if occasion.covers(day)}
    week = day.isocalendar().week
    timely = tuple(tip for tip in calendar.tips if tip.occasion in near and tip.holds(day))
    return timely + tuple(tip for tip in calendar.tips if tip.fits(week) and tip.holds(day))
