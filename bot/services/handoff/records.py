"""Hand-offs: which residents wait for a person, who answers them, and the messages both ways."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.common.errors import OrderRefused
from bot.services.handoff.statuses import GOING_ON, HANDOFF_TRANSITIONS, UNFINISHED, HandoffStatus
from bot.services.handoff.tables import HandoffMessageRecord, HandoffRecord
from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.record_type import Where
from bot.storage.repository import Repository
from bot.storage.tables.changes import ChangeRecord
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork

PATIENCE = timedelta(minutes=30)  # who has waited so long is called back instead
RESIDENT = "resident"


@dataclass(frozen=True, slots=True)
class Handoff:
    """A hand-off as it stands."""

    id: int
    user: str
    status: HandoffStatus
    owner: str
    phone: str
    free: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ThreadMessage:
    """A message of a thread."""

    id: int
    sender: str
    text: str
    created_at: datetime


_H = HandoffRecord
_M = HandoffMessageRecord
_rows = Repository(HandoffRecord, Handoff, HANDOFF_TRANSITIONS)
_messages = Repository(HandoffMessageRecord, ThreadMessage)


async def ask(work: UnitOfWork, user: str, now: datetime) -> tuple[Handoff, int]:
    """Queue a resident, unless they wait or talk already: the hand-off, and how many wait before them."""
    session = await work.write()
    handoff = await going_on(work, user)
    if handoff is None:
        handoff = await _rows.add(
            work, user, now, user=user, status=HandoffStatus.WAITING.value, owner="", phone="", free=""
        )
    before = select(func.count()).where(_H.status == HandoffStatus.WAITING, _H.id < handoff.id)
    return handoff, int(await session.scalar(before) or 0)


async def going_on(work: UnitOfWork, user: str) -> Handoff | None:
    """The resident's hand-off that waits or is open."""
    return await _rows.first(work, _H.user == user, _H.status.in_(GOING_ON))


async def call_back(work: UnitOfWork, user: str, phone: str, free: str, now: datetime) -> Handoff:
    """Book a call: somebody rings when the office is open."""
    await work.write()
    details = {"phone": phone, "free": free}
    own_rows = [_H.user == user]
    changed = await _rows.move(work, own_rows, HandoffStatus.CALLBACK, Party.RESIDENT, user, now, **details)
    if changed:
        return changed[-1]
    values = {"user": user, "status": HandoffStatus.CALLBACK.value, "owner": ""}
    return await _rows.add(work, user, now, **values, **details)


async def of_user(work: UnitOfWork, user: str) -> list[Handoff]:
    """The resident's hand-offs that wait, are open, or are a call that was booked."""
    return await _rows.all(work, _H.user == user, _H.status.in_(UNFINISHED))


async def correct_call(
    work: UnitOfWork, user: str, handoff_id: int, now: datetime, **values: str
) -> Handoff | None:
    """Another phone or time for a call that is booked; None when there is no such one."""
    where = [_H.id == handoff_id, _H.user == user, IS_CALLBACK]
    changed = await _rows.change(work, where, user, "changed", now, **values)
    return changed[0] if changed else None


async def last_closed(work: UnitOfWork, user: str) -> Handoff | None:
    """The resident's last conversation or call that is over, that a person had and that is not rated yet."""
    over = [_H.user == user, _H.status == HandoffStatus.CLOSED, _H.owner != "", _H.rating.is_(None)]
    rows = await _rows.all(work, *over, newest=True, limit=1)
    return rows[0] if rows else None


async def last_unheard(work: UnitOfWork, user: str, since: datetime) -> Handoff | None:
    """The resident's last conversation that ended since then before any person had it."""
    over = [_H.user == user, _H.status == HandoffStatus.CLOSED, _H.owner == "", _H.updated_at >= since]
    rows = await _rows.all(work, *over, newest=True, limit=1)
    return rows[0] if rows else None


async def rate(work: UnitOfWork, user: str, handoff_id: int, stars: int, now: datetime) -> bool:
    """The resident rates the person's help, once."""
    where = [_H.id == handoff_id, _H.user == user, _H.rating.is_(None)]
    return bool(await _rows.change(work, where, user, "rated", now, rating=stars))


async def calls_booked_since(work: UnitOfWork, user: str, since: datetime) -> int:
    """How often the resident has booked a call since then, a call that was booked again included."""
    session = await work.read()
    booked = (
        select(func.count())
        .select_from(ChangeRecord)
        .join(_H, (ChangeRecord.table == _H.__tablename__) & (ChangeRecord.row_id == _H.id))
        .where(
            _H.user == user,
            ChangeRecord.actor == user,
            ChangeRecord.what == HandoffStatus.CALLBACK.value,
            ChangeRecord.at > since,
        )
    )
    return int(await session.scalar(booked) or 0)


async def say(work: UnitOfWork, handoff: Handoff, sender: str, text: str, now: datetime) -> None:
    """Add a message to the thread."""
    await _messages.add(
        work,
        handoff.user,
        now,
        user=handoff.user,
        handoff=handoff.id,
        sender=sender,
        status=sender,
        text=text,
    )


async def thread(work: UnitOfWork, handoff_id: int) -> list[ThreadMessage]:
    """The messages of a hand-off, oldest first."""
    return await _messages.all(work, _M.handoff == handoff_id)


async def queue(work: UnitOfWork) -> list[Handoff]:
    """The unfinished hand-offs, oldest first; booked calls come last."""
    going = await _rows.all(work, _H.status.in_(UNFINISHED))
    return sorted(going, key=lambda handoff: handoff.status is HandoffStatus.CALLBACK)


async def find(work: UnitOfWork, handoff_id: int) -> Handoff | None:
    """The hand-off with this number."""
    return await _rows.first(work, _H.id == handoff_id)


async def take(work: UnitOfWork, handoff_id: int, owner: str, now: datetime) -> Handoff | None:
    """A person takes it; None when a colleague has it, or it is over. OrderRefused: the resident is in another hand-off."""
    return await _open(work, handoff_id, owner, owner, now, "")


async def assign(work: UnitOfWork, handoff_id: int, to: str, actor: str, now: datetime) -> Handoff | None:
    """Whoever has it, or anybody while nobody does, gives it to a colleague; None and OrderRefused as in `take`."""
    return await _open(work, handoff_id, to, actor, now, f"assigned to {to}")


async def close(work: UnitOfWork, handoff_id: int, by: Party, actor: str, now: datetime) -> Handoff | None:
    """End it; None when it was over already."""
    changed = await _rows.move(work, [_H.id == handoff_id], HandoffStatus.CLOSED, by, actor, now)
    return changed[0] if changed else None


async def lapsed(work: UnitOfWork, now: datetime) -> list[Handoff]:
    """Turn hand-offs that have waited too long into calls: these hand-offs."""
    where = [IS_WAITING, _H.created_at < now - PATIENCE]
    if not await _rows.all(work, *where, limit=1):
        return []
    return await _rows.move(work, where, HandoffStatus.CALLBACK, Party.SYSTEM, "bot", now)


async def every(work: UnitOfWork) -> list[Handoff]:
    """Every hand-off, also those that are closed."""
    return await _rows.all(work)


IS_WAITING = _H.status == HandoffStatus.WAITING
IS_CALLBACK = _H.status == HandoffStatus.CALLBACK


def long_closed(kept: RetentionPeriods, now: datetime) -> Where:
    """Conversations that have been closed for as long as they are kept."""
    return (_H.status == HandoffStatus.CLOSED) & (_H.updated_at < now - kept.conversations)


def old_messages(kept: RetentionPeriods, now: datetime) -> Where:
    """Messages that are older than conversations are kept, also of one that is still open."""
    return _M.created_at < now - kept.conversations


async def _open(
    work: UnitOfWork, handoff_id: int, owner: str, actor: str, now: datetime, what: str
) -> Handoff | None:
    """Give it to `owner`. A resident is in a single conversation at a time: a booked call waits until the other ends."""
    await work.write()
    resident = select(_H.user).where(_H.id == handoff_id).scalar_subquery()
    other = await _rows.first(work, _H.user == resident, _H.status.in_(GOING_ON), _H.id != handoff_id)
    if other is not None:
        raise OrderRefused(f"这位居民正在{other.id}号对话里，先接那一个")
    free = [_H.id == handoff_id, _H.owner.in_(["", actor])]
    to, by = HandoffStatus.OPEN, Party.STAFF
    changed = await _rows.move(work, free, to, by, actor, now, what=what, owner=owner)
    return changed[0] if changed else None
