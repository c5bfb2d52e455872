"""Volunteers, and the hours that they served."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed

_ACTIVE = text("status = 'active'")


class VolunteerRecord(Base):
    """A person's membership in a team. person: the index of name and phone; hours: as the staff logged them.

    paused: they rest for a while, and stay in the team.
    """

    __tablename__ = "volunteers"
    __table_args__ = (
        Index(
            "volunteers_own",
            "user",
            "team",
            "person",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
        Index("volunteers_of_user", "user", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    status: Mapped[str]
    name: Mapped[str] = mapped_column(Sealed)
    phone: Mapped[str] = mapped_column(Sealed)
    person: Mapped[str]
    team: Mapped[str]
    skills: Mapped[str] = mapped_column(Sealed(plain_before=True))
    free: Mapped[str] = mapped_column(Sealed(plain_before=True))
    hours: Mapped[int]
    paused: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
