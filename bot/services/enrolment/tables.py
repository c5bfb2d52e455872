"""Enrolments in classes. Names and phones are sealed."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed
from bot.storage.seats import SeatStatus

_SEATED = text(f"status != '{SeatStatus.CANCELLED}'")


class EnrolmentRecord(Base):
    """A person's seat in a class, or position on its waitlist.

    session: the class. person: the index of name and phone: an account enrols nobody twice in a course. Another account
    may: who a phone belongs to is not known, and must not keep its owner out. ticket: the class's version when the row
    was added, which is its order on the waitlist. phone_index: of the phone. twin: an enrolment with the same phone in the
    same class by another account, found when this one was added: for the staff to look at.
    """

    __tablename__ = "enrolments"
    __table_args__ = (
        Index(
            "enrolments_own",
            "user",
            "course",
            "person",
            unique=True,
            sqlite_where=_SEATED,
            postgresql_where=_SEATED,
        ),
        Index("enrolments_phone", "phone_index", "session"),
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
    name: Mapped[str] = mapped_column(Sealed)
    phone: Mapped[str] = mapped_column(Sealed)
    person: Mapped[str]
    phone_index: Mapped[str]
    twin: Mapped[int | None]
    for_whom: Mapped[str]
    age: Mapped[int | None]
    status: Mapped[str]
    ticket: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
