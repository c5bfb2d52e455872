"""The talent bank: who lends a skill, who asks for help, and who was matched."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.services.talents.statuses import LIVE, TalentStatus
from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed

_LENT = text(f"status = '{TalentStatus.ACTIVE}'")
_LIVE = text(f"status IN ({', '.join(repr(status.value) for status in LIVE)})")


class TalentRecord(Base):
    """A skill that somebody lends. name, phone, skill, spare (when they have time) are sealed.

    person: the index of name and phone. kind: the kind of skill in the content, "" for a skill that it does not
    have. same: equal in two rows of a person means that they are the same skill. approved: the staff know the helper;
    until then nobody is matched with them. paused: nobody is matched with them for a while.
    """

    __tablename__ = "talents"
    __table_args__ = (
        Index(
            "talents_own", "user", "person", "same", unique=True, sqlite_where=_LENT, postgresql_where=_LENT
        ),
        Index("talents_kind", "kind", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(Sealed)
    phone: Mapped[str] = mapped_column(Sealed)
    person: Mapped[str]
    skill: Mapped[str] = mapped_column(Sealed)
    spare: Mapped[str] = mapped_column(Sealed)
    bank: Mapped[str]
    kind: Mapped[str]
    same: Mapped[str]
    status: Mapped[str]
    approved: Mapped[bool]
    paused: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class TalentRequestRecord(Base):
    """A request for help. need, name, phone, address, time are sealed.

    same: the index of the need, so that nobody has the same live request twice. talent: the skill of the helper
    who has taken it. agreed_at: when the requester agreed that the helper gets their number and address; none yet: both
    know nothing of each other but a name and the need. asked_at: when the present candidates were asked.
    """

    __tablename__ = "talent_requests"
    __table_args__ = (
        Index(
            "talent_requests_once", "user", "same", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE
        ),
        Index("talent_requests_status", "status", "asked_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(index=True)
    need: Mapped[str] = mapped_column(Sealed)
    name: Mapped[str] = mapped_column(Sealed)
    phone: Mapped[str] = mapped_column(Sealed)
    address: Mapped[str] = mapped_column(Sealed)
    time: Mapped[str] = mapped_column(Sealed)
    for_whom: Mapped[str]
    bank: Mapped[str]
    kind: Mapped[str]
    same: Mapped[str]
    status: Mapped[str]
    talent: Mapped[int | None]
    rating: Mapped[int | None]
    asked_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class TalentAskRecord(Base):
    """A candidate was asked to take a request; for each request only once. user: the candidate's."""

    __tablename__ = "talent_asks"
    __table_args__ = (UniqueConstraint("request", "user", name="talent_asks_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request: Mapped[int]
    talent: Mapped[int]
    user: Mapped[str] = mapped_column(index=True)
    status: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
