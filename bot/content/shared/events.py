"""events.yaml: events and festivals. Read by events, clubs and venues, drills, and the pages to look at."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from pydantic import Field

from bot.content.dates import Monthly, next_monthly, spoken
from bot.content.governed import Dated, Governed, within_file_dates
from bot.content.lexicon import SlotName
from bot.content.model import NonEmptyStr
from bot.content.shared.details import Details
from bot.content.shared.venues import find_venue
from bot.content.snapshot import Content, ContentPart, DatedField, single_file
from bot.content.source import Document, Problem


class Event(Dated):
    """An event or festival: on a `date`, or `monthly`, or (a custom of the year) just `when` in words.

    seats: how many people can come; None where there is no limit. does: words for what is done there, by which it is found.
    """

    id: NonEmptyStr
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    kind: Literal["show", "festival", "sport", "talk", "film", "drill", "reading", "volunteer", "other"]
    about: NonEmptyStr
    when: NonEmptyStr
    time: str = ""
    date: datetime.date | None = None
    monthly: Monthly | None = None
    seats: int | None = Field(default=None, ge=1)
    venue: NonEmptyStr
    join: NonEmptyStr
    does: tuple[NonEmptyStr, ...] = ()
    details: Details = Details()


class EventFile(Governed):
    """The file."""

    events: tuple[Event, ...]


def event_when(event: Event, today: datetime.date) -> str:
    """When an event is next, as residents say it; its `when` in words where it has no date ahead."""
    if event.monthly is not None:
        return f"{spoken(next_monthly(event.monthly, today), today)} {event.time}".strip()
    if event.date is not None and event.date >= today:
        return f"{spoken(event.date, today)} {event.time}".strip()
    return event.when


def _names(events: Iterable[Event]) -> Iterator[SlotName]:
    for event in events:
        names = (event.name.strip("「」"), *event.aliases)
        yield from (SlotName("event", event.name, name) for name in names)


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    for document in documents:
        for number, event in enumerate(content.part(EVENTS)):
            if find_venue(content, event.venue) is None:
                yield document.problem(("events", number, "venue"), f"没有「{event.venue}」这个场馆")


EVENTS = ContentPart(
    single_file("events.yaml", EventFile, lambda file: within_file_dates(file, file.events)),
    names=_names,
    check=_check,
    lists={"events": "活动"},
    dates=(DatedField(("events", "*", "date"), "日期 {day} 已经过了"),),
)
