"""What a service declares of a kind of record: its table, its words, its staff list, its export, how long it is kept."""

from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement

from bot.content.snapshot import Content
from bot.storage.export_table import Table
from bot.storage.maintenance.erasure import Release
from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.models import Base
from bot.storage.transitions import Transitions
from bot.storage.unit_of_work import UnitOfWork

OTHER = "privacy.kind_other"
"""The reply that names records to their resident when their kind has no name of its own."""

Words = Mapping[str, str]
Where = ColumnElement[bool]

Export = Callable[[UnitOfWork, Content], Awaitable[Table]]
"""All records of the kind, opened, as a table for the staff."""
Expired = Callable[[RetentionPeriods, datetime], Where]
"""Which rows have been kept long enough and are deleted."""


@dataclass(frozen=True, slots=True)
class Without:
    """Stands in a declaration for a part that the kind of record does not have, with the reason."""

    reason: str


@dataclass(frozen=True, slots=True)
class Queue:
    """Rows that wait for somebody, counted for `/metrics`. since: the column that says since when."""

    since: Any
    where: Callable[[datetime], tuple[Where, ...]]


@dataclass(frozen=True, slots=True)
class Retention:
    """How long rows are kept. period: in words, for `docs/services.md`; expired: which rows are deleted by age."""

    period: str
    expired: Expired | None = None


UNTIL_ERASURE = Retention("until the resident is erased")


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordType:
    """One kind of record. A row belongs to a resident by the column `user`, and is erased with them.

    key: how `bot export`, the console and staff decisions name it.
    spoken_of: the forms by which residents speak of their records of this kind (`Service.on_record`).
    called: the reply that names the kind to a resident who asks what is kept of them.
    statuses: status → how it is said to the staff; the console filters by it. transitions: which may follow which.
    staff: its list in the console. export: its table for `bot export`.
    changeable: the form's slots that the resident may change once it is on record.
    release: takes an erased resident out of rows that belong to others.
    queues: metric label → the rows that wait.
    """

    key: str
    table: type[Base]
    statuses: Words | Without
    staff: StaffList | Without
    export: Export | Without
    retention: Retention
    spoken_of: tuple[str, ...] | Without
    called: str = OTHER
    transitions: Transitions[Any] | None = None
    changeable: Collection[str] = ()
    release: Release | None = None
    queues: Mapping[str, Queue] = field(default_factory=dict)

    @property
    def staff_list(self) -> StaffList:
        """Its list in the console. TypeError: it has none."""
        if isinstance(self.staff, Without):
            raise TypeError(f"{self.key} has no list: {self.staff.reason}")
        return self.staff

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms by which residents speak of it; () where they do not."""
        return () if isinstance(self.spoken_of, Without) else self.spoken_of

    @property
    def status_words(self) -> Words:
        """Status → how it is said to the staff; empty when the kind has no statuses."""
        return {} if isinstance(self.statuses, Without) else self.statuses


def expired(
    kinds: Iterable[RecordType], kept: RetentionPeriods, now: datetime
) -> list[tuple[type[Base], Where]]:
    """The tables of these kinds with the rows that have been kept long enough."""
    return [(kind.table, kind.retention.expired(kept, now)) for kind in kinds if kind.retention.expired]


def releases(kinds: Iterable[RecordType]) -> list[Release]:
    """What takes an erased resident out of other people's rows, for all of these kinds."""
    return [kind.release for kind in kinds if kind.release]
