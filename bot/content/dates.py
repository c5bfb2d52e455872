"""Rules by which dates repeat, and dates as residents say them. Pure."""

import datetime
from datetime import date, timedelta

from pydantic import Field, model_validator

from bot.content.model import ContentModel

_DAYS = "一二三四五六日"


class Monthly(ContentModel):
    """A day of every month: the first `weekday` (1 to 7) on or after day `from_day`."""

    from_day: int = Field(ge=1, le=28)
    weekday: int = Field(ge=1, le=7)


class Starts(ContentModel):
    """When a class starts: on a fixed `date`, or every so many weeks from an `anchor` date.

    The second form keeps sample content from going out of date: the next start on or after today counts.
    """

    date: datetime.date | None = None
    anchor: datetime.date | None = None
    every_weeks: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _one_of_two(self) -> "Starts":
        if (self.date is None) == (self.anchor is None or not self.every_weeks):
            raise ValueError("give either date, or anchor together with every_weeks")
        return self


def next_monthly(rule: Monthly, today: date) -> date:
    """The next day of the rule, today included."""
    this = _in_month(rule, today.year, today.month)
    if this >= today:
        return this
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return _in_month(rule, following.year, following.month)


def next_start(rule: Starts, today: date) -> date | None:
    """The next start, today included; None when the only date is past."""
    if rule.date is not None:
        return rule.date if rule.date >= today else None
    if rule.anchor is None:
        return None
    period = timedelta(weeks=rule.every_weeks)
    behind = max(0, -((rule.anchor - today) // period))
    return rule.anchor + behind * period


def weekday(day: date) -> str:
    """「周六」"""
    return f"周{_DAYS[day.weekday()]}"


def weekdays(days: tuple[int, ...]) -> str:
    """「每周二、周四」 for (2, 4)."""
    return "每" + "、".join(f"周{_DAYS[day - 1]}" for day in days)


def spoken(day: date, today: date) -> str:
    """「12月5日（周六）」, with the year when it is not today's."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日（{weekday(day)}）"


def _in_month(rule: Monthly, year: int, month: int) -> date:
    first = date(year, month, rule.from_day)
    return first + timedelta(days=(rule.weekday - 1 - first.weekday()) % 7)
