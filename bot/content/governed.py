"""Who answers for a fact, where it comes from, and from when until when it may be told."""

import datetime
from collections.abc import Iterable
from typing import TypeVar

from bot.content.models import ContentModel, NonEmptyStr


class Source(ContentModel):
    """Where a fact comes from: title, who published it, and its address or page where known."""

    title: NonEmptyStr
    publisher: NonEmptyStr
    url: str = ""


class Dated(ContentModel):
    """What holds for a time only: the first and the last day on which it may be told; no date, no limit."""

    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None

    def holds(self, today: datetime.date) -> bool:
        """May this be told today?"""
        begun = self.valid_from is None or self.valid_from <= today
        return begun and (self.valid_until is None or today <= self.valid_until)


class Governed(Dated):
    """Every knowledge file: who answers for it, whether its facts are samples, and when they are to be reviewed.

    sources and review_by are asked for by `python -m bot check`, which can name the line.
    """

    owner: NonEmptyStr
    sample: bool = False
    sources: tuple[Source, ...] = ()
    review_by: datetime.date | None = None


D = TypeVar("D", bound=Dated)


def within_file_dates(whole: Governed, parts: Iterable[D]) -> tuple[D, ...]:
    """The file's entries, none of them valid for longer than the file is."""
    if whole.valid_from is None and whole.valid_until is None:
        return tuple(parts)
    return tuple(
        part.model_copy(
            update={
                "valid_from": _later(part.valid_from, whole.valid_from),
                "valid_until": _earlier(part.valid_until, whole.valid_until),
            }
        )
        for part in parts
    )


def _later(one: datetime.date | None, other: datetime.date | None) -> datetime.date | None:
    return max((day for day in (one, other) if day is not None), default=None)


def _earlier(one: datetime.date | None, other: datetime.date | None) -> datetime.date | None:
    return min((day for day in (one, other) if day is not None), default=None)
