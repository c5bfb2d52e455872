"""Hand-offs: who waits for a person, who has them, and what was said both ways."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.services.handoff.tables import HandoffMessageRecord, HandoffRecord
from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.record_type import Where
from bot.storage.repository import Repository
from bot.storage.unit_of_work import UnitOfWork

WAITING, OPEN, CALLBACK, CLOSED = "waiting", "open", "callback", "closed"
PATIENCE = timedelta(minutes=30)  # who has waited so long is called back instead
RESIDENT = "resident"


@dataclass(frozen=True, slots=True)
class Handoff:
    """A hand-off as it stands."""

    id: int
    user: str
    status: str
    owner: str
    phone: str
    free: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a thread."""

    id: int
    sender: str
    text: str
    created_at: datetime


_H = HandoffRecord
_M = HandoffMessageRecord
_rows = Repository(HandoffRecord, Handoff)
_lines = Repository(HandoffMessageRecord, Line)
_GOING_ON = [WAITING, OPEN]


async def ask(work: UnitOfWork, user: str, now: datetime) -> tuple[Handoff, int]:
    """Into the queue, or the place that they have in it already; and how many are before them."""
    session = await work.write()
    one = await going_on(work, user)
    if one is None:
        one = await _rows.add(work, user, now, user=user, status=WAITING, owner="", phone="", free="")
    before = select(func.count()).where(_H.status == WAITING, _H.id < one.id)
    return one, int(await session.scalar(before) or 0)


async def going_on(work: UnitOfWork, user: str) -> Handoff | None:
    """The resident's hand-off that waits or is open."""
    return await _rows.one(work, _H.user == user, _H.status.in_(_GOING_ON))


async def call_back(work: UnitOfWork, user: str, phone: str, free: str, now: datetime) -> Handoff:
    """Book a call: somebody rings when the office is open."""
    await work.write()
    where = [_H.user == user, _H.status.in_([WAITING, CALLBACK])]
    changed = await _rows.change(work, where, user, CALLBACK, now, status=CALLBACK, phone=phone, free=free)
    if changed:
        return changed[-1]
    return await _rows.add(work, user, now, user=user, status=CALLBACK, owner="", phone=phone, free=free)


async def say(work: UnitOfWork, one: Handoff, sender: str, text: str, now: datetime) -> None:
    """Add a message to the thread."""
    await _lines.add(
        work, one.user, now, user=one.user, handoff=one.id, sender=sender, status=sender, text=text
    )


async def thread(work: UnitOfWork, handoff_id: int) -> list[Line]:
    """What was said, oldest first."""
    return await _lines.all(work, _M.handoff == handoff_id)


async def queue(work: UnitOfWork) -> list[Handoff]:
    """Who waits for a person, or talks to one, or is to be called; each kind the oldest first."""
    going = await _rows.all(work, _H.status.in_([WAITING, OPEN, CALLBACK]))
    return sorted(going, key=lambda one: one.status == CALLBACK)


async def find(work: UnitOfWork, handoff_id: int) -> Handoff | None:
    """The hand-off with this number."""
    return await _rows.one(work, _H.id == handoff_id)


async def take(work: UnitOfWork, handoff_id: int, owner: str, now: datetime) -> Handoff | None:
    """A person takes it; None when another has it, or it is over."""
    free = [_H.id == handoff_id, _H.status.in_([WAITING, CALLBACK, OPEN]), _H.owner.in_(["", owner])]
    changed = await _rows.change(work, free, owner, OPEN, now, status=OPEN, owner=owner)
    return changed[0] if changed else None


async def assign(work: UnitOfWork, handoff_id: int, to: str, actor: str, now: datetime) -> Handoff | None:
    """Given to another person by whoever has it, or by anybody while nobody does; None when it is another's, or over."""
    free = [_H.id == handoff_id, _H.status.in_([WAITING, CALLBACK, OPEN]), _H.owner.in_(["", actor])]
    changed = await _rows.change(work, free, actor, f"assigned to {to}", now, status=OPEN, owner=to)
    return changed[0] if changed else None


async def close(work: UnitOfWork, handoff_id: int, actor: str, now: datetime) -> Handoff | None:
    """It is over; None when it was."""
    where = [_H.id == handoff_id, _H.status != CLOSED]
    changed = await _rows.change(work, where, actor, CLOSED, now, status=CLOSED)
    return changed[0] if changed else None


async def lapsed(work: UnitOfWork, now: datetime) -> list[Handoff]:
    """Those who have waited too long; they are on the list for a call now."""
    where = [_H.status == WAITING, _H.created_at < now - PATIENCE]
    if not await _rows.all(work, *where, limit=1):
        return []
    return await _rows.change(work, where, "bot", CALLBACK, now, status=CALLBACK)


async def every(work: UnitOfWork) -> list[Handoff]:
    """Every hand-off, also those that are closed."""
    return await _rows.all(work)


IS_WAITING = _H.status == WAITING
IS_CALLBACK = _H.status == CALLBACK


def long_closed(kept: RetentionPeriods, now: datetime) -> Where:
    """Conversations that have been closed for as long as they are kept."""
    return (_H.status == CLOSED) & (_H.updated_at < now - kept.conversations)


def old_messages(kept: RetentionPeriods, now: datetime) -> Where:
    """Messages that are older than conversations are kept, also of one that is still open."""
    return _M.created_at < now - kept.conversations
