"""Sign-ups for events."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed

_COMING = text("status != 'cancelled'")


class SignupRecord(Base):
    """A place at an event on a day, or a position on its waitlist. people: how many come; ticket: the waitlist's order.

    occasion: the event's id with its day, which is what has a number of places.
    """

    __tablename__ = "signups"
    __table_args__ = (
        Index(
            "signups_own",
            "user",
            "occasion",
            "person",
            unique=True,
            sqlite_where=_COMING,
            postgresql_where=_COMING,
        ),
        Index("signups_of_user", "user", "status"),
        Index("signups_queue", "occasion", "status", "ticket"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    status: Mapped[str]
    event: Mapped[str]
    occasion: Mapped[str]
    day: Mapped[str]
    name: Mapped[str] = mapped_column(Sealed)
    phone: Mapped[str] = mapped_column(Sealed)
    person: Mapped[str]
    people: Mapped[int]
    role: Mapped[str]
    ticket: Mapped[int]
    reminded: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
