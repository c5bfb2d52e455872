"""Alarms: residents who said that somebody is in danger."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed


class AlarmRecord(Base):
    """A resident in danger, or beside somebody who is.

    danger: the id of the card that was shown. said: what they said since then. place: where it is, as they said it.
    owner: the member of the staff who looked at it first, "" for nobody. done: what was done. sms: whether the staff's phone
    is told: "" no, `due`, `sent`, `failed`.
    """

    __tablename__ = "alarms"
    __table_args__ = (Index("alarms_status", "status", "id"), Index("alarms_of_user", "user", "id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    status: Mapped[str]
    danger: Mapped[str]
    said: Mapped[str] = mapped_column(Sealed)
    place: Mapped[str] = mapped_column(Sealed)
    owner: Mapped[str]
    done: Mapped[str] = mapped_column(Sealed)
    sms: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
