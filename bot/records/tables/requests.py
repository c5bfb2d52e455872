"""Courses that residents ask for, and what firms order."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.records.models import Base
from bot.records.rows import sealed

_OPEN = text("status = 'open'")
_LIVE = text("status IN ('open', 'accepted')")


class CourseRequestRecord(Base):
    """A course that a resident would like: open, withdrawn, or done (it opened, and they were told).

    fold: the subject as it is counted; known: the classes that there were when it was asked for, which
    did not suit; course: the one that was told of. The interest is sealed: it is in the resident's words.
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
    subject: Mapped[str]
    fold: Mapped[str]
    for_whom: Mapped[str]
    age: Mapped[int | None]
    education: Mapped[str]
    interest: Mapped[str] = sealed()
    known: Mapped[str]
    course: Mapped[str]
    status: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class OrderRecord(Base):
    """What a firm orders, a training or hands: open, accepted, declined, done or withdrawn.

    once: the vault's index of who orders what, so that the same order is not live twice. Firm, name, phone
    and the words of the need and the note are sealed.
    """

    __tablename__ = "orders"
    __table_args__ = (
        Index("orders_once", "once", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("orders_status", "status", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(index=True)
    once: Mapped[str]
    kind: Mapped[str]
    firm: Mapped[str] = sealed()
    name: Mapped[str] = sealed()
    phone: Mapped[str] = sealed()
    need: Mapped[str] = sealed()
    quantity: Mapped[int | None]
    due: Mapped[str] = sealed()
    note: Mapped[str] = sealed()
    status: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
