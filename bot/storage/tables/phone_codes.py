"""Confirmation codes that are sent to phones."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed

_DUE = text("state = 'due'")


class PhoneCodeRecord(Base):
    """A code by which an account proves that a phone is at hand.

    account, address: indexes of the account and of the phone, so that the day's limits outlive an erasure.
    purpose: what the code allows. code: a keyed digest of it. outgoing: the code itself, until it is sent.
    state: due, sent, failed, or spoken when the reply itself said it. day, number: the number-th code that this phone
    gets on this day, once.
    """

    __tablename__ = "phone_codes"
    __table_args__ = (
        Index("phone_codes_of_day", "address", "day", "number", unique=True),
        Index("phone_codes_of_account", "account", "created_at"),
        Index("phone_codes_time", "created_at"),
        Index("phone_codes_due", "id", sqlite_where=_DUE, postgresql_where=_DUE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str] = mapped_column(Sealed)
    purpose: Mapped[str]
    code: Mapped[str]
    outgoing: Mapped[str] = mapped_column(Sealed)
    state: Mapped[str]
    tries: Mapped[int]
    day: Mapped[str]
    number: Mapped[int]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
