"""Sign-ups for events, with a waitlist where an event has a limited number of places."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from bot.common.errors import OrderRefused
from bot.services.events.statuses import COMING, SIGNUP_TRANSITIONS
from bot.services.events.tables import SignupRecord
from bot.storage import seats as event_locks
from bot.storage.repository import Repository
from bot.storage.seats import SeatStatus, person_index
from bot.storage.transitions import NoSuchRecord, Party
from bot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewSignup:
    """Who signs up. day: ISO, or "" for an event whose day is not fixed; people: how many come."""

    user: str
    event: str
    event_id: str
    day: str
    name: str
    phone: str
    people: int
    role: str


@dataclass(frozen=True, slots=True)
class Signup:
    """A sign-up as it stands. event: what the event was called; its identity is `event_id`, which a rename keeps."""

    id: int
    user: str
    status: SeatStatus
    event: str
    occasion: str
    day: str
    name: str
    phone: str
    people: int
    role: str
    ticket: int
    created_at: datetime

    @property
    def event_id(self) -> str:
        """The event's id in the content."""
        return _event_id(self.occasion)


_PREFIX = "event:"
_S = SignupRecord
_rows = Repository(SignupRecord, Signup, SIGNUP_TRANSITIONS)


async def sign_up(work: UnitOfWork, new: NewSignup, seats: int | None, now: datetime) -> tuple[Signup, bool]:
    """Give a place, or the end of the waitlist when all `seats` (None: no limit) are taken; True when it is new.

    An account signs nobody up twice. What others have entered keeps nobody out, and is not told.
    """
    session = await work.write()
    occasion = _occasion(new)
    ticket = await event_locks.lock(session, occasion)
    person = person_index(work.cipher, new.name, new.phone)
    same = [_S.user == new.user, _S.occasion == occasion, _S.person == person, _S.status.in_(COMING)]
    signed_up = await _rows.first(work, *same)
    if signed_up:
        return signed_up, False
    free = seats is None or await _taken(work, occasion, *COMING) + new.people <= seats
    signup = await _rows.add(
        work,
        new.user,
        now,
        user=new.user,
        status=SeatStatus.CONFIRMED if free else SeatStatus.WAITLISTED,
        event=new.event,
        occasion=occasion,
        day=new.day,
        name=new.name,
        phone=new.phone,
        person=person,
        people=new.people,
        role=new.role,
        ticket=ticket,
        reminded=False,
    )
    return signup, True


async def places_taken(work: UnitOfWork, event_id: str, day: str) -> int:
    """How many places of the event on this day (ISO, "" when it is not fixed) are taken or waited for."""
    return await _taken(work, _key(event_id, day), *COMING)


async def of_user(work: UnitOfWork, user: str, today: date) -> list[Signup]:
    """The user's sign-ups for today and later that are not cancelled."""
    own = await _rows.all(work, _S.user == user, _S.status.in_(COMING))
    return [signup for signup in own if not signup.day or signup.day >= today.isoformat()]


async def cancel(
    work: UnitOfWork, user: str, row: int, seats: int | None, now: datetime
) -> tuple[Signup | None, list[Signup]]:
    """Cancel a sign-up of this user: the cancelled one, and those of the waitlist who get a place, in order.

    (None, []) when it is not this user's, or is cancelled already.
    """
    signup = await _locked(work, row)
    if signup is None or signup.user != user:
        return None, []
    cancelled = await _rows.move(work, [_S.id == row], SeatStatus.CANCELLED, Party.RESIDENT, user, now)
    if not cancelled:
        return None, []
    return cancelled[0], await _promote(work, signup.occasion, seats, now)


async def take_off(
    work: UnitOfWork, row: int, seats: int | None, actor: str, now: datetime
) -> tuple[Signup, list[Signup]]:
    """`cancel` by the staff. OrderRefused: there is none with this number, or it is cancelled already."""
    await _locked(work, row)
    cancelled = await _rows.decide(work, row, SeatStatus.CANCELLED, actor, now)
    return cancelled, await _promote(work, cancelled.occasion, seats, now)


async def heads_of_waitlists(work: UnitOfWork, today: date) -> list[Signup]:
    """The head of the waitlist of every event that has one, for today and later."""
    waiting = await _rows.readable(work, _S.status == SeatStatus.WAITLISTED)
    ahead = [signup for signup in waiting if not signup.day or signup.day >= today.isoformat()]
    heads: dict[str, Signup] = {}
    for signup in sorted(ahead, key=lambda signup: signup.ticket):
        heads.setdefault(signup.occasion, signup)
    return list(heads.values())


async def promote(work: UnitOfWork, head: Signup, seats: int | None, now: datetime) -> list[Signup]:
    """Give the free places of an event to its waitlist: those who get one, in order."""
    if not await _fits(work, head, seats):
        return []
    await event_locks.lock(await work.write(), head.occasion)
    return await _promote(work, head.occasion, seats, now)


async def correct(work: UnitOfWork, row: int, new: NewSignup, now: datetime) -> Signup | None:
    """Change name, phone or role, and keep the place. None when it is not theirs, or the person is signed up already."""
    await work.write()
    person = person_index(work.cipher, new.name, new.phone)
    occasion = _occasion(new)
    same = [_S.user == new.user, _S.occasion == occasion, _S.person == person, _S.status.in_(COMING)]
    if await _rows.first(work, *same, _S.id != row):
        return None
    values = {"name": new.name, "phone": new.phone, "role": new.role, "person": person}
    where = [_S.id == row, _S.user == new.user, _S.occasion == occasion, _S.people == new.people]
    changed = await _rows.change(work, [*where, _S.status.in_(COMING)], new.user, "changed", now, **values)
    return changed[0] if changed else None


async def set_people(
    work: UnitOfWork, user: str, row: int, people: int, seats: int | None, now: datetime
) -> tuple[Signup | None, list[Signup]]:
    """Another number of people: the sign-up, and those of the waitlist who get a place that was given up, in order.

    (None, []) when it is not this user's, or so many places are not free: the sign-up stays as it was.
    """
    signup = await _locked(work, row)
    if signup is None or signup.user != user or signup.status not in COMING:
        return None, []
    taken = await _taken(work, signup.occasion, *COMING) - signup.people
    confirmed = signup.status is SeatStatus.CONFIRMED
    if confirmed and people > signup.people and seats is not None and taken + people > seats:
        return None, []
    changed = await _rows.change(work, [_S.id == row], user, "changed", now, people=people)
    return changed[0], await _promote(work, signup.occasion, seats, now)


async def remind(work: UnitOfWork, day: date, now: datetime) -> list[Signup]:
    """Mark those who come on this day and were not reminded yet as reminded; these sign-ups."""
    due = [_S.day == day.isoformat(), _S.status == SeatStatus.CONFIRMED, _S.reminded.is_(False)]
    if not await _rows.all(work, *due, limit=1):
        return []
    return await _rows.change(work, due, "bot", "reminded", now, reminded=True)


async def find(work: UnitOfWork, row: int) -> Signup | None:
    """The sign-up with this number."""
    return await _rows.first(work, _S.id == row)


async def give_place(work: UnitOfWork, row: int, seats: int | None, actor: str, now: datetime) -> Signup:
    """Give a place to somebody on the waitlist, whatever their position. OrderRefused: no place is free, or why not."""
    signup = await _locked(work, row)
    if signup is None:
        raise NoSuchRecord(row)
    SIGNUP_TRANSITIONS.check(row, signup.status, SeatStatus.CONFIRMED, Party.STAFF)
    if not await _fits(work, signup, seats):
        raise OrderRefused(f"没有{signup.people}个空位了")
    return await _rows.decide(work, row, SeatStatus.CONFIRMED, actor, now, what="promoted")


async def follow_renames(work: UnitOfWork, names: Mapping[str, str], now: datetime) -> None:
    """Call events as the content calls them now, so that the staff find them. names: event id → name."""
    session = await work.read()
    rows = await session.execute(select(_S.occasion, _S.event).where(_S.status.in_(COMING)).distinct())
    for occasion, name in rows.all():
        current = names.get(_event_id(occasion), name)
        if current != name:
            where = [_S.occasion == occasion, _S.event == name]
            await _rows.change(work, where, "bot", "renamed", now, event=current)


async def every(work: UnitOfWork) -> list[Signup]:
    """Every sign-up, the cancelled ones too."""
    return await _rows.all(work)


async def _locked(work: UnitOfWork, row: int) -> Signup | None:
    """Lock the sign-up's event until the transaction ends; the sign-up as it is under the lock."""
    session = await work.write()
    signup = await find(work, row)
    if signup is None:
        return None
    await event_locks.lock(session, signup.occasion)
    return await find(work, row)


def _occasion(new: NewSignup) -> str:
    """The key of what has places: an event on a day."""
    return _key(new.event_id, new.day)


def _key(event_id: str, day: str) -> str:
    return f"{_PREFIX}{event_id}:{day}"


def _event_id(occasion: str) -> str:
    return occasion.removeprefix(_PREFIX).rpartition(":")[0]


async def _fits(work: UnitOfWork, signup: Signup, seats: int | None) -> bool:
    """Are enough places free for all who come with this sign-up?"""
    if seats is None:
        return True
    return await _taken(work, signup.occasion, SeatStatus.CONFIRMED) + signup.people <= seats


async def _taken(work: UnitOfWork, occasion: str, *statuses: str) -> int:
    session = await work.read()
    counted = select(func.coalesce(func.sum(_S.people), 0)).where(
        _S.occasion == occasion, _S.status.in_(statuses)
    )
    return int(await session.scalar(counted) or 0)


async def _promote(work: UnitOfWork, occasion: str, seats: int | None, now: datetime) -> list[Signup]:
    """Promote the head of the waitlist as long as it fits; nobody behind it goes first."""
    waiting = await _rows.all(work, _S.occasion == occasion, _S.status == SeatStatus.WAITLISTED)
    promoted: list[Signup] = []
    for signup in sorted(waiting, key=lambda signup: signup.ticket):
        if not await _fits(work, signup, seats):
            break
        promoted += await _rows.move(
            work, [_S.id == signup.id], SeatStatus.CONFIRMED, Party.SYSTEM, "bot", now, what="promoted"
        )
    return promoted
