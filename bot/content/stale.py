"""What is out of date or due for review, by file and line. Such content is still sound: `check` reports it as a reminder."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from bot.content.loader import Loaded
from bot.content.snapshot import DatedField
from bot.content.source import Document, Problem, Where

AHEAD = timedelta(days=30)  # how early the list of `check --stale` names what falls due


def outdated(loaded: Loaded, today: date) -> list[Problem]:
    """What is past: validity that has ended, reviews that were missed, dates gone by. Every `bot check` lists it."""
    return _listed(loaded, today, today)


def stale(loaded: Loaded, today: date) -> list[Problem]:
    """What is past, and what is to be reviewed or runs out within the next 30 days."""
    return _listed(loaded, today, today + AHEAD)


def _listed(loaded: Loaded, today: date, until: date) -> list[Problem]:
    broken = {problem.file for problem in loaded.problems}
    problems = [
        problem
        for part in loaded.parts
        for document in loaded.documents_of(part)
        if document.file not in broken
        for problem in _of_document(document, part.dates, today, until)
    ]
    return sorted(problems, key=lambda problem: (problem.file, problem.line))


def _of_document(
    document: Document, fields: Sequence[DatedField], today: date, until: date
) -> Iterator[Problem]:
    for where, value in _values(document.data, ()):
        day = _day(value)
        if day is None:
            continue
        if where[-1] == "valid_until" and day < until:
            yield document.problem(where, _ends(day, today))
        elif where[-1] == "review_by" and day < until:
            yield document.problem(where, _review(day, today, str(document.data.get("owner", ""))))
        for field in fields:
            if field.includes(where) and _passes(document, field, where, day, today, until):
                yield document.problem(where, field.text.format(day=day))


def _passes(document: Document, field: DatedField, where: Where, day: date, today: date, until: date) -> bool:
    return _last(document, where) and day < until if field.series else day < today


def _ends(day: date, today: date) -> str:
    if day < today:
        return f"有效期到 {day}，已经过了：居民现在只看到「这条怕旧了」"
    return f"有效期到 {day}，还有 {(day - today).days} 天"


def _review(day: date, today: date, owner: str) -> str:
    if day < today:
        return f"复核期限 {day} 已过，请「{owner}」核实"
    return f"复核期限 {day}，还有 {(day - today).days} 天，请「{owner}」核实"


def _last(document: Document, where: Where) -> bool:
    """Is this the last entry of its list?"""
    entries: Any = document.data
    for step in where[:-1]:
        entries = entries[step]
    return where[-1] == len(entries) - 1


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
