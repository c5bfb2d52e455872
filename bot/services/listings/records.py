"""Listings: things that residents offer or look for. One resident at a time can reserve an offer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.errors import OrderRefused
from bot.services.listings.adverts import leads_elsewhere
from bot.services.listings.statuses import LISTING_TRANSITIONS, LIVE, ListingStatus
from bot.services.listings.tables import ListingRecord
from bot.storage.repository import Repository
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork
from bot.understanding.slots import thing_details

OFFER, WANTED = "offer", "wanted"
HELD = timedelta(days=3)  # a reservation that is not fetched lapses


@dataclass(frozen=True, slots=True)
class Person:
    """Owner or holder of a thing, with how to reach them."""

    user: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A listing as it stands; name and phone are empty for a wish."""

    id: int
    user: str
    kind: str
    status: ListingStatus
    item: str
    quantity: str
    terms: str
    name: str
    phone: str
    holder: str
    holder_name: str
    holder_phone: str
    reserved_until: datetime | None
    agreed_at: datetime | None
    held: bool
    paused: bool
    created_at: datetime


_L = ListingRecord
_rows = Repository(ListingRecord, Listing, LISTING_TRANSITIONS)
_SHOWN = _L.paused.is_(False)
NO_HOLDER: Mapping[str, Any] = {
    "holder": "",
    "holder_name": "",
    "holder_phone": "",
    "reserved_until": None,
    "agreed_at": None,
}


async def offer(
    work: UnitOfWork, who: Person, item: str, quantity: str, terms: str, now: datetime
) -> tuple[Listing, list[Listing]]:
    """List a thing; also the open wishes that it may fulfil. The same thing listed twice is a single listing.

    What leads elsewhere is held: nobody is told of it until the staff release it.
    """
    await work.write()
    same = await _open_of(work, who.user, OFFER, item)
    listing = same or await _new(work, who, OFFER, item, quantity, terms, now)
    return listing, [] if same else await wishes_for(work, listing)


async def wishes_for(work: UnitOfWork, listing: Listing) -> list[Listing]:
    """The open wishes of others that the listing may fulfil; none while it is held or paused."""
    if listing.held or listing.paused:
        return []
    open_wishes = [_L.kind == WANTED, _L.status == ListingStatus.OPEN, _L.user != listing.user, _SHOWN]
    return [wish for wish in await _rows.all(work, *open_wishes) if alike(wish.item, listing.item)]


async def want(work: UnitOfWork, user: str, item: str, now: datetime) -> Listing:
    """Record what a resident looks for; the same wish twice is recorded once."""
    await work.write()
    same = await _open_of(work, user, WANTED, item)
    return same or await _new(work, Person(user, "", ""), WANTED, item, "1", "", now)


async def on_offer(work: UnitOfWork, limit: int = 500) -> list[Listing]:
    """The things that can be reserved now, newest first."""
    shown = [_L.kind == OFFER, _L.status == ListingStatus.OPEN, _L.held.is_(False), _SHOWN]
    return await _rows.all(work, *shown, newest=True, limit=limit)


async def find(work: UnitOfWork, listing_id: int) -> Listing | None:
    """The listing with this number."""
    return await _rows.first(work, _L.id == listing_id)


async def of_user(work: UnitOfWork, user: str) -> list[Listing]:
    """What the resident offers, looks for or has reserved, and is not over."""
    involved = or_(_L.user == user, _L.holder == user)
    return await _rows.all(work, involved, _L.status.in_(LIVE))


async def reserve(work: UnitOfWork, listing_id: int, who: Person, now: datetime) -> Listing | None:
    """Reserve an offer; None when it cannot be reserved (any more). Nobody gets a number by it: see `owner_consent_records`."""
    where = [_L.id == listing_id, _L.kind == OFFER, _L.user != who.user, _L.held.is_(False), _SHOWN]
    values: dict[str, Any] = {"holder": who.user, "holder_name": who.name, "holder_phone": who.phone}
    values |= {"reserved_until": now + HELD, "agreed_at": None}
    changed = await _rows.move(work, where, ListingStatus.RESERVED, Party.RESIDENT, who.user, now, **values)
    return changed[0] if changed else None


async def release(work: UnitOfWork, listing_id: int, user: str, now: datetime) -> Listing | None:
    """The holder gives up the reservation: the listing as it was; None when they have not reserved it."""
    before = await _rows.first(work, _L.id == listing_id)
    where = [_L.id == listing_id, _L.status == ListingStatus.RESERVED, _L.holder == user]
    released = await _rows.move(
        work, where, ListingStatus.OPEN, Party.RESIDENT, user, now, what="released", **NO_HOLDER
    )
    return before if released else None


async def end(
    work: UnitOfWork, listing_id: int, user: str, status: ListingStatus, now: datetime
) -> Listing | None:
    """The owner withdraws it, or says that it is done; None when it is not theirs, or over."""
    where = [_L.id == listing_id, _L.user == user]
    changed = await _rows.move(work, where, status, Party.RESIDENT, user, now)
    return changed[0] if changed else None


async def correct(
    work: UnitOfWork, listing_id: int, who: Person, item: str, quantity: str, terms: str, now: datetime
) -> Listing | None:
    """The owner changes the description; a reservation stays. None when it is not theirs, or is over."""
    where = [_L.id == listing_id, _L.user == who.user, _L.kind == OFFER, _L.status.in_(LIVE)]
    values: dict[str, Any] = {
        "item": item,
        "quantity": quantity,
        "terms": terms,
        "name": who.name,
        "phone": who.phone,
    }
    values["held"] = leads_elsewhere(item)
    changed = await _rows.change(work, where, who.user, "changed", now, **values)
    return changed[0] if changed else None


async def set_paused(
    work: UnitOfWork, user: str, listing_id: int, *, paused: bool, now: datetime
) -> Listing | None:
    """Not shown, or not told of, for a while; or again. None when it is not theirs, is over, or is so already."""
    where = [_L.id == listing_id, _L.user == user, _L.status.in_(LIVE), _L.paused.is_not(paused)]
    changed = await _rows.change(work, where, user, "paused" if paused else "resumed", now, paused=paused)
    return changed[0] if changed else None


async def reoffer(work: UnitOfWork, listing_id: int, user: str, now: datetime) -> Listing | None:
    """The owner does not wait for the holder any longer: the listing as it was; None when it is not reserved."""
    before = await find(work, listing_id)
    where = [_L.id == listing_id, _L.user == user, _L.status == ListingStatus.RESERVED]
    moved = await _rows.move(
        work, where, ListingStatus.OPEN, Party.RESIDENT, user, now, what="offered again", **NO_HOLDER
    )
    return before if moved else None


async def fetched(work: UnitOfWork, listing_id: int, user: str, now: datetime) -> Listing | None:
    """The holder has it now; None when they have not reserved it, or its owner has not agreed yet."""
    where = [_L.id == listing_id, _L.holder == user, _L.agreed_at.is_not(None)]
    reserved = _L.status == ListingStatus.RESERVED
    done = ListingStatus.DONE
    changed = await _rows.move(work, [*where, reserved], done, Party.RESIDENT, user, now, what="fetched")
    return changed[0] if changed else None


async def correct_wish(
    work: UnitOfWork, listing_id: int, user: str, item: str, now: datetime
) -> Listing | None:
    """Look for another thing instead; None when it is not theirs, or is over."""
    where = [_L.id == listing_id, _L.user == user, _L.kind == WANTED, _L.status.in_(LIVE)]
    changed = await _rows.change(work, where, user, "changed", now, item=item)
    return changed[0] if changed else None


async def correct_holder(work: UnitOfWork, listing_id: int, holder: Person, now: datetime) -> Listing | None:
    """The holder's name and phone; None when they have not reserved it."""
    where = [_L.id == listing_id, _L.holder == holder.user, _L.status == ListingStatus.RESERVED]
    names = {"holder_name": holder.name, "holder_phone": holder.phone}
    changed = await _rows.change(work, where, holder.user, "holder changed", now, **names)
    return changed[0] if changed else None


async def decide(
    work: UnitOfWork, listing_id: int, status: ListingStatus, actor: str, now: datetime
) -> Listing:
    """What the staff decide: withdrawn or done. OrderRefused: there is none with this number, or it is over."""
    return await _rows.decide(work, listing_id, status, actor, now)


async def show(work: UnitOfWork, listing_id: int, actor: str, now: datetime) -> Listing:
    """The staff release what was held. OrderRefused: nothing of this number is held."""
    held = [_L.id == listing_id, _L.held.is_(True), _L.status.in_(LIVE)]
    changed = await _rows.change(work, held, actor, "shown", now, held=False)
    if not changed:
        raise OrderRefused(f"{listing_id}号不在等放行")
    return changed[0]


async def free_lapsed(work: UnitOfWork, now: datetime) -> list[Listing]:
    """End the reservations whose time is over: the listings as they were."""
    over = [_L.status == ListingStatus.RESERVED, _L.reserved_until < now]
    before = await _rows.all(work, *over)
    if before:
        await _rows.move(work, over, ListingStatus.OPEN, Party.SYSTEM, "bot", now, what="lapsed", **NO_HOLDER)
    return before


async def remind(work: UnitOfWork, day: date, now: datetime) -> list[str]:
    """The residents who have something to bring or fetch on this day and were not reminded of it yet."""
    due = [_L.status.in_(LIVE), _L.kind == OFFER, or_(_L.reminded.is_(None), _L.reminded != day)]
    if not await _rows.all(work, *due, limit=1):
        return []
    changed = await _rows.change(work, due, "bot", "reminded", now, reminded=day)
    residents = [resident for listing in changed for resident in (listing.user, listing.holder) if resident]
    return list(dict.fromkeys(residents))


def alike(item: str, other: str) -> bool:
    """Whether these could be the same thing: a name contains the other, or they share half of their characters.

    How big or how old it is stands beside the name and does not count.
    """
    item, other = thing_details.bare(item), thing_details.bare(other)
    if item in other or other in item:
        return True
    shared = len(set(item) & set(other))
    return shared >= 2 and shared * 2 >= max(len(set(item)), len(set(other)))


HELD_BACK = (_L.held.is_(True), _L.status.in_(LIVE))
"""Listings that the staff have to look at."""


async def every(work: UnitOfWork) -> list[Listing]:
    """Every listing, also those that are over."""
    return await _rows.all(work)


async def _open_of(work: UnitOfWork, user: str, kind: str, item: str) -> Listing | None:
    """The resident's open listing of just this thing: compared here, as what it is called is sealed."""
    own = await _rows.all(work, _L.user == user, _L.kind == kind, _L.status == ListingStatus.OPEN)
    return next((listing for listing in own if listing.item == item), None)


async def _new(
    work: UnitOfWork, who: Person, kind: str, item: str, quantity: str, terms: str, now: datetime
) -> Listing:
    return await _rows.add(
        work,
        who.user,
        now,
        user=who.user,
        kind=kind,
        status=ListingStatus.OPEN.value,
        item=item,
        quantity=quantity,
        terms=terms,
        name=who.name,
        phone=who.phone,
        holder="",
        holder_name="",
        holder_phone="",
        reserved_until=None,
        reminded=None,
        agreed_at=None,
        held=kind == OFFER and leads_elsewhere(item),
        paused=False,
    )


async def free_held_by(session: AsyncSession, user: str) -> None:
    """End the reservations of a resident who is erased, and delete their name and phone from all listings."""
    reserved = LISTING_TRANSITIONS.sources(ListingStatus.OPEN, Party.SYSTEM)
    held = update(_L).where(_L.holder == user)
    await session.execute(
        held.where(_L.status.in_(reserved)).values(
            status=ListingStatus.OPEN, reserved_until=None, agreed_at=None
        )
    )
    await session.execute(held.values(holder="", holder_name="", holder_phone=""))
