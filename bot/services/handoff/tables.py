"""Conversations handed to a person of the staff."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed

_GOING_ON = text("status in ('waiting', 'open')")


class HandoffRecord(Base):
    """A resident asks for a person of the staff. owner: the member of the staff who has it, or ""."""

    __tablename__ = "handoffs"
    __table_args__ = (
        Index("handoffs_once", "user", unique=True, sqlite_where=_GOING_ON, postgresql_where=_GOING_ON),
        Index("handoffs_queue", "status", "id"),
        Index("handoffs_time", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    status: Mapped[str]
    owner: Mapped[str]
    phone: Mapped[str] = mapped_column(Sealed)
    free: Mapped[str] = mapped_column(Sealed(plain_before=True))
    rating: Mapped[int | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class HandoffMessageRecord(Base):
    """A message of a hand-off. sender: resident, or the name of a member of the staff."""

    __tablename__ = "handoff_messages"
    __table_args__ = (Index("handoff_messages_thread", "handoff"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    handoff: Mapped[int]
    sender: Mapped[str]
    status: Mapped[str]
    text: Mapped[str] = mapped_column(Sealed)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
