"""What has gone out of date or is due for review, by file and line: time alone never makes content unsound."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from bot.content.loader import Loaded
from bot.content.source import Document, Problem, Where

AHEAD = timedelta(days=30)  # how early the list of `check --stale` names what falls due


def outdated(loaded: Loaded, today: date) -> list[Problem]:
    """What is past: validity that has ended, reviews that were missed, dates gone by. Told by every `check`."""
    return _listed(loaded, today, today)


def stale(loaded: Loaded, today: date) -> list[Problem]:
    """What is past, and what is to be reviewed or runs out within the next 30 days."""
    return _listed(loaded, today, today + AHEAD)


def _listed(loaded: Loaded, today: date, until: date) -> list[Problem]:
    broken = {problem.file for problem in loaded.problems}
    found = [
        problem
        for file, document in loaded.documents.items()
        if file.startswith("knowledge/") and file not in broken
        for problem in _in(document, today, until)
    ]
    return sorted(found, key=lambda problem: (problem.file, problem.line))


def _in(document: Document, today: date, until: date) -> Iterator[Problem]:
    for where, value in _values(document.data, ()):
        day = _day(value)
        if day is None:
            continue
        if where[-1] == "valid_until" and day < until:
            yield document.problem(where, _ends(day, today))
        elif where[-1] == "review_by" and day < until:
            yield document.problem(where, _review(day, today, str(document.data.get("owner", ""))))
        elif where[0] == "events" and where[-1] == "date" and day < today:
            yield document.problem(where, f"日期 {day} 已经过了")
        elif where[0] == "courses" and where[-2:] == ("starts", "date") and day < today:
            yield document.problem(where, f"开课日期 {day} 已经过了")
        elif where[0] == "occasions" and where[-2] == "dates" and _last(document, where) and day < until:
            yield document.problem(where, f"最后一个日期 {day} 快到了，请添上以后几年的")


def _ends(day: date, today: date) -> str:
    if day < today:
        return f"有效期到 {day}，已经过了：居民现在只看到「信息可能已更新」"
    return f"有效期到 {day}，还有 {(day - today).days} 天"


def _review(day: date, today: date, owner: str) -> str:
    if day < today:
        return f"复核期限 {day} 已过，请「{owner}」核实"
    return f"复核期限 {day}，还有 {(day - today).days} 天，请「{owner}」核实"


def _last(document: Document, where: Where) -> bool:
    """Is this the last date of its occasion?"""
    days: Any = document.data
    for step in where[:-1]:
        days = days[step]
    return where[-1] == len(days) - 1


def _values(data: Any, where: Where) -> Iterator[tuple[Where, Any]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _values(value, (*where, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _values(value, (*where, number))
    elif where:
        yield where, data


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
