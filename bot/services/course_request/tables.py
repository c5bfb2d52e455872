"""Courses that residents ask for."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed

_OPEN = text("status = 'open'")


class CourseRequestRecord(Base):
    """A course that a resident would like: open, withdrawn, or done (it opened, and they were told).

    fold: the cipher's index of the subject, by which requests for the same are counted. known: the classes that were
    offered when the resident asked, and did not suit. course: the course that opened. subject and interest are sealed,
    as they are in their own words.
    """

    __tablename__ = "course_requests"
    __table_args__ = (
        Index(
            "course_requests_once", "user", "fold", "for_whom",
            unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN,
        ),
        Index("course_requests_wanted", "status", "fold"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(Sealed(plain_before=True))
    fold: Mapped[str]
    for_whom: Mapped[str]
    age: Mapped[int | None]
    education: Mapped[str]
    interest: Mapped[str] = mapped_column(Sealed)
    known: Mapped[str]
    course: Mapped[str]
    status: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
