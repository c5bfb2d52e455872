"""Subscriptions to the weekly tips."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed

_ACTIVE = text("status = 'active'")


class SubscriptionRecord(Base):
    """Where somebody's weekly tips go.

    An SMS subscription is pending until its phone is confirmed.
    address: the index of the phone, or of the user for WeChat: nobody gets a tip twice.
    weekday: 1 (Monday) to 7. hazards: identifiers with commas between, "" for all. consent: the words that were
    agreed to, when. building: which one they live in, where the staff have entered it: for door lists and drills.
    paused: no weekly tips for a while; warnings go out all the same.
    """

    __tablename__ = "subscriptions"
    __table_args__ = (
        Index("subscriptions_once", "address", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
        Index("subscriptions_of_user", "user", "status"),
        Index("subscriptions_due", "status", "weekday"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    status: Mapped[str]
    channel: Mapped[str]
    phone: Mapped[str] = mapped_column(Sealed)
    address: Mapped[str]
    weekday: Mapped[int]
    hazards: Mapped[str]
    paused: Mapped[bool]
    building: Mapped[str]
    consent: Mapped[str]
    consent_at: Mapped[datetime]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
