"""What a service declares of a kind of record: its table, its staff list, its export, how long it is kept."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement

from bot.content.snapshot import Content
from bot.storage.database import UnitOfWork
from bot.storage.export_table import Table
from bot.storage.maintenance.erasure import Release
from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.models import Base

Words = Mapping[str, str]
Where = ColumnElement[bool]

Export = Callable[[UnitOfWork, Content], Awaitable[Table]]
"""All records of the kind, opened, as a table for the staff."""
Expired = Callable[[RetentionPeriods, datetime], Where]
"""Which rows have been kept long enough and are deleted."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Rows that wait for somebody, counted for `/metrics`. since: the column that says since when."""

    since: Any
    where: Callable[[datetime], tuple[Where, ...]]


@dataclass(frozen=True, slots=True)
class StaffList:
    """The list of a kind of record in the console.

    position: its place in the menu; columns: column → heading; decisions: status → what a clerk does;
    words: coded column → its words;
    search: text columns that a search looks through; hidden: columns that are off at first; numbers: figures.
    """

    position: int
    title: str
    icon: str
    columns: Words
    decisions: Words = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)
    search: Collection[str] = ()
    hidden: Collection[str] = ("user",)
    numbers: Collection[str] = ("id", "age", "hours", "people", "rating", "reopened", "quantity")


@dataclass(frozen=True, slots=True)
class RecordType:
    """One kind of record. A row belongs to a resident by the column `user`, and is erased with them.

    key: how `bot export`, the console and staff decisions name it.
    statuses: status → how it is said to the staff; the console filters by it.
    staff: its list in the console; None when it has no list of its own.
    export: its table for `bot export`; None when it is exported with another kind.
    changeable: the form's slots that the resident may change once it is on record.
    expired: which rows are deleted by age; None keeps them until the resident is erased.
    """

    key: str
    table: type[Base]
    statuses: Words = field(default_factory=dict)
    staff: StaffList | None = None
    export: Export | None = None
    changeable: Collection[str] = ()
    expired: Expired | None = None
    release: Release | None = None
    queues: Mapping[str, Queue] = field(default_factory=dict)


def expired(
    kinds: Iterable[RecordType], kept: RetentionPeriods, now: datetime
) -> list[tuple[type[Base], Where]]:
    """The tables of these kinds with the rows that have been kept long enough."""
    return [(kind.table, kind.expired(kept, now)) for kind in kinds if kind.expired]
