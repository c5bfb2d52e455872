"""Governance of the knowledge: who is responsible for a file, where its facts come from, and when they are valid."""

import datetime
from collections.abc import Iterable
from typing import TypeVar

from bot.content.model import ContentModel, NonEmptyStr


class Source(ContentModel):
    """Where a fact comes from: its title, who published it, and its address or page where known."""

    title: NonEmptyStr
    publisher: NonEmptyStr
    url: str = ""


class Dated(ContentModel):
    """Something that residents may be told from a first to a last day; without a date there is no limit."""

    valid_from: datetime.date | None = None
    valid_until: datetime.date | None = None

    def holds(self, today: datetime.date) -> bool:
        """May it be told on this day?"""
        begun = self.valid_from is None or self.valid_from <= today
        return begun and (self.valid_until is None or today <= self.valid_until)


class Governed(Dated):
    """A file of the knowledge: who is responsible, whether its facts are samples, and when they are to be reviewed.

    `python -m bot check` asks for sources and review_by, instead of the model: it can name the line.
    """

    owner: NonEmptyStr
    sample: bool = False
    sources: tuple[Source, ...] = ()
    review_by: datetime.date | None = None


D = TypeVar("D", bound=Dated)


def within_file_dates(file: Governed, entries: Iterable[D]) -> tuple[D, ...]:
    """The file's entries, each valid only while the file is."""
    if file.valid_from is None and file.valid_until is None:
        return tuple(entries)
    return tuple(
        entry.model_copy(
            update={
                "valid_from": max(_given(entry.valid_from, file.valid_from), default=None),
                "valid_until": min(_given(entry.valid_until, file.valid_until), default=None),
            }
        )
        for entry in entries
    )


def _given(*days: datetime.date | None) -> list[datetime.date]:
    return [day for day in days if day is not None]
