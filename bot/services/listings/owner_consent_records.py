"""Somebody wants a listing: how many a day, and whether its owner agrees that the two get each other's number."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update

from bot.services.listings import records as listings
from bot.services.listings.records import Listing, Person
from bot.services.listings.statuses import LISTING_TRANSITIONS, ListingStatus, ReservationStatus
from bot.services.listings.tables import ListingRecord, ReservationRecord
from bot.storage.contact_shares import Contact, exchange, is_paused
from bot.storage.repository import Repository
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Reservation:
    """That a resident wanted a listing."""

    id: int
    user: str
    listing: int
    status: str


_L = ListingRecord
_R = ReservationRecord
_listings = Repository(ListingRecord, Listing, LISTING_TRANSITIONS)
_reservations = Repository(ReservationRecord, Reservation)


async def today(work: UnitOfWork, user: str, now: datetime) -> int:
    """How many things this resident has reserved since midnight, those that were given back or refused included."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    session = await work.read()
    count = select(func.count()).where(_R.user == user, _R.created_at >= midnight)
    return int(await session.scalar(count) or 0)


async def ask(work: UnitOfWork, listing_id: int, who: Person, now: datetime) -> Listing | None:
    """Reserve the thing and wait for its owner's word; None when it is gone, or the owner has refused this resident."""
    await work.write()
    refused = [_R.listing == listing_id, _R.user == who.user, _R.status == ReservationStatus.REFUSED.value]
    if await _reservations.first(work, *refused) is not None:
        return None
    listing = await listings.reserve(work, listing_id, who, now)
    if listing is not None:
        status = ReservationStatus.ASKED.value
        await _reservations.add(work, who.user, now, user=who.user, listing=listing_id, status=status)
    return listing


async def agree(work: UnitOfWork, listing_id: int, user: str, now: datetime) -> Listing | None:
    """The owner agrees: both get each other's number, which is noted. None when nobody waits for this answer."""
    changed = await _listings.change(work, _waiting(listing_id, user), user, "agreed", now, agreed_at=now)
    if not changed:
        return None
    listing = changed[0]
    await _settle(work, listing, ReservationStatus.AGREED, now)
    owner = Contact(listing.user, listing.name, listing.phone)
    holder = Contact(listing.holder, listing.holder_name, listing.holder_phone)
    await exchange(work, owner, holder, listing.item, now)
    return listing


async def refuse(work: UnitOfWork, listing_id: int, user: str, now: datetime) -> Listing | None:
    """The owner does not want this holder: the thing is on offer again, for others. The listing as it was."""
    before = await listings.find(work, listing_id)
    to, no_holder = ListingStatus.OPEN, listings.NO_HOLDER
    moved = await _listings.move(
        work, _waiting(listing_id, user), to, Party.RESIDENT, user, now, what="refused", **no_holder
    )
    if not moved or before is None:
        return None
    await _settle(work, before, ReservationStatus.REFUSED, now)
    return before


async def holder_is_paused(work: UnitOfWork, listing_id: int) -> bool:
    """Whether somebody has reported the holder in the meantime."""
    listing = await listings.find(work, listing_id)
    return listing is not None and listing.holder != "" and await is_paused(work, listing.holder)


def _waiting(listing_id: int, owner: str) -> list[ColumnElement[bool]]:
    return [
        _L.id == listing_id,
        _L.user == owner,
        _L.status == ListingStatus.RESERVED,
        _L.agreed_at.is_(None),
    ]


async def _settle(work: UnitOfWork, listing: Listing, status: ReservationStatus, now: datetime) -> None:
    session = await work.write()
    asked = update(_R).where(_R.listing == listing.id, _R.user == listing.holder)
    waiting = asked.where(_R.status == ReservationStatus.ASKED.value)
    await session.execute(
        waiting.values(status=status.value, updated_at=now),
        execution_options={"synchronize_session": False},
    )
