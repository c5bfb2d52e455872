"""Things of the green exchange: listings and their reservations."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed


class ListingRecord(Base):
    """A thing that a resident offers or looks for.

    kind: offer, wanted. terms: give, swap, sell, or "". holder: who has it reserved, until `reserved_until`.
    reminded: the day of the exchange that owner and holder were reminded of. agreed_at: when the owner agreed that the
    holder gets their number. held: the staff look at it before anybody else sees it. paused: a thing is not shown, and
    nobody is told of it, for a while.
    """

    __tablename__ = "listings"
    __table_args__ = (
        Index("listings_of_user", "user", "status"),
        Index("listings_open", "kind", "status"),
        Index("listings_of_holder", "holder"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    kind: Mapped[str]
    status: Mapped[str]
    item: Mapped[str] = mapped_column(Sealed(plain_before=True))
    quantity: Mapped[str]
    terms: Mapped[str]
    name: Mapped[str] = mapped_column(Sealed)
    phone: Mapped[str] = mapped_column(Sealed)
    holder: Mapped[str]
    holder_name: Mapped[str] = mapped_column(Sealed)
    holder_phone: Mapped[str] = mapped_column(Sealed)
    reserved_until: Mapped[datetime | None]
    reminded: Mapped[date | None]
    agreed_at: Mapped[datetime | None]
    held: Mapped[bool]
    paused: Mapped[bool]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class ReservationRecord(Base):
    """A resident wanted a listing: counted, so that nobody reserves everything. status: asked, agreed or refused."""

    __tablename__ = "reservations"
    __table_args__ = (
        Index("reservations_of_user", "user", "created_at"),
        Index("reservations_of_listing", "listing", "user"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    listing: Mapped[int]
    status: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
