"""Whose phone number was given to whom."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed


class ContactShareRecord(Base):
    """A resident's number was given to another. user: whose number it is; receiver: the account that got it.

    name: the owner's, as the receiver read it; receiver_name, phone, what (the occasion) are sealed as well.
    ticket: the ticket of a report; 0 for none.
    """

    __tablename__ = "contact_shares"
    __table_args__ = (
        Index("contact_shares_of_user", "user", "status"),
        Index("contact_shares_of_receiver", "receiver", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    receiver: Mapped[str]
    status: Mapped[str]
    name: Mapped[str] = mapped_column(Sealed)
    phone: Mapped[str] = mapped_column(Sealed)
    receiver_name: Mapped[str] = mapped_column(Sealed)
    what: Mapped[str] = mapped_column(Sealed)
    ticket: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
