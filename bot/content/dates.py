"""Dates as residents say them, and the rules by which the community's dates come round. Pure."""

from datetime import date, timedelta

from bot.content.knowledge import Monthly, Starts

_DAYS = "一二三四五六日"


def next_monthly(rule: Monthly, today: date) -> date:
    """The rule's next day, today included."""
    this = _in_month(rule, today.year, today.month)
    if this >= today:
        return this
    following = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return _in_month(rule, following.year, following.month)


def next_start(rule: Starts, today: date) -> date | None:
    """When the next class starts, today included; None when the only date is past."""
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
    """「12月5日（周六）」, with the year when it is another one."""
    year = "" if day.year == today.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日（{weekday(day)}）"


def _in_month(rule: Monthly, year: int, month: int) -> date:
    first = date(year, month, rule.from_day)
    return first + timedelta(days=(rule.weekday - 1 - first.weekday()) % 7)
