"""The tables. Names and phones are sealed; times are UTC."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DateTime, Dialect, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator
from typing_extensions import override


class Status(StrEnum):
    """An enrolment's status; the words are a contract with the exports."""

    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    CANCELLED = "cancelled"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, kept as UTC also where the database knows no zones (SQLite)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC) if value else None

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Base(DeclarativeBase):
    """The base of every table."""

    type_annotation_map = {datetime: UtcDateTime, bytes: LargeBinary}  # noqa: RUF012 - SQLAlchemy's own way


class TurnRecord(Base):
    """A turn that wrote records: what it answered and the session that it left, so that a retry repeats it.

    writes: the user's n-th writing turn; a session that missed one cannot write under the same number.
    """

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("user", "writes", name="turns_user_writes"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    user: Mapped[str]
    writes: Mapped[int]
    replies: Mapped[bytes]
    session_after: Mapped[bytes]
    created_at: Mapped[datetime]


class ClassRecord(Base):
    """A class of a course. Its row is locked by whoever changes its seats; version counts the changes."""

    __tablename__ = "classes"

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]


_SEATED = text(f"status != '{Status.CANCELLED}'")


class EnrolmentRecord(Base):
    """A resident's place in a class.

    session: the class; person: the vault's index of name and phone; ticket: the class's version
    when the row joined it, which is its order in the queue.
    """

    __tablename__ = "enrolments"
    __table_args__ = (
        Index(
            "enrolments_once", "course", "person", unique=True, sqlite_where=_SEATED, postgresql_where=_SEATED
        ),
        Index("enrolments_queue", "session", "status", "ticket"),
        # The console's: a list by status or course, newest first; the month's chart from the index alone.
        Index("enrolments_status", "status", "id"),
        Index("enrolments_course", "course", "id"),
        Index("enrolments_time", "created_at", "course", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(index=True)
    course: Mapped[str]
    session: Mapped[str]
    session_title: Mapped[str]
    name: Mapped[str]
    phone: Mapped[str]
    person: Mapped[str]
    for_whom: Mapped[str]
    age: Mapped[int | None]
    status: Mapped[str]
    ticket: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


_PENDING = text("delivered_at IS NULL")


class NoticeRecord(Base):
    """Something to be told to a resident who did not ask just now; the text is sealed.

    claimed_until: who delivers it has it to themselves until then.
    """

    __tablename__ = "notices"
    __table_args__ = (Index("notices_pending", "id", sqlite_where=_PENDING, postgresql_where=_PENDING),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]


class ChangeRecord(Base):
    """Who changed what: never a name, a phone or a text."""

    __tablename__ = "changes"
    __table_args__ = (Index("changes_row", "table", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    table: Mapped[str]
    row_id: Mapped[int]
    actor: Mapped[str]
    what: Mapped[str]
    at: Mapped[datetime]
