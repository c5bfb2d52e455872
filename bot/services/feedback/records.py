"""Tickets: what a resident raised, its state, the staff's answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.record_type import Where
from bot.storage.repository import Repository
from bot.storage.tables.tickets import TicketRecord
from bot.storage.unit_of_work import UnitOfWork

RECEIVED, IN_PROGRESS, RESOLVED, WITHDRAWN = "received", "in_progress", "resolved", "withdrawn"
CLOSED = (RESOLVED, WITHDRAWN)
REPORT, SIGHTING, VOICE = "report", "sighting", "voice"
SAME = timedelta(hours=1)  # the same words of the same resident within this are one ticket
SHOWN = timedelta(hours=24)  # what the staff confirmed is told to others for so long


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as it stands; `number` is what residents are told."""

    id: int
    user: str
    kind: str
    status: str
    detail: str
    place: str
    picture: str
    phone: str
    answer: str
    anonymous: bool
    reopened: int
    shown_until: datetime | None
    created_at: datetime

    @property
    def number(self) -> str:
        return f"T{self.id:04d}"


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What is raised; an anonymous one has no phone."""

    user: str
    kind: str
    detail: str
    place: str = ""
    picture: str = ""
    phone: str = ""
    anonymous: bool = False


_T = TicketRecord
_rows = Repository(TicketRecord, Ticket)


async def submit(work: UnitOfWork, new: NewTicket, now: datetime) -> Ticket:
    """A new ticket, or the one that this resident opened with the same words within the hour."""
    await work.write()
    fold = work.cipher.index("ticket", new.user, new.kind, new.detail)
    same = await _rows.one(work, _T.fold == fold, _T.created_at > now - SAME, _T.status != WITHDRAWN)
    if same:
        return same
    return await _rows.add(
        work,
        new.user,
        now,
        user=new.user,
        kind=new.kind,
        status=RECEIVED,
        detail=new.detail,
        place=new.place,
        picture=new.picture,
        phone="" if new.anonymous else new.phone,
        answer="",
        anonymous=new.anonymous,
        reopened=0,
        fold=fold,
        shown_until=None,
    )


async def of_user(work: UnitOfWork, user: str) -> list[Ticket]:
    """The resident's tickets that are not withdrawn, newest first."""
    return await _rows.all(work, _T.user == user, _T.status != WITHDRAWN, newest=True, limit=20)


async def find(work: UnitOfWork, user: str, ticket_id: int) -> Ticket | None:
    """The resident's own ticket with this number."""
    return await _rows.one(work, _T.id == ticket_id, _T.user == user, _T.status != WITHDRAWN)


async def withdraw(work: UnitOfWork, user: str, ticket_id: int, now: datetime) -> bool:
    """Take it back; False when it is not theirs, or is resolved already."""
    where = [_T.id == ticket_id, _T.user == user, _T.status.in_([RECEIVED, IN_PROGRESS])]
    return bool(await _rows.change(work, where, user, WITHDRAWN, now, status=WITHDRAWN))


async def reopen(work: UnitOfWork, user: str, ticket_id: int, now: datetime) -> Ticket | None:
    """「还没解决」: received again; None when there is nothing to reopen."""
    where = [_T.id == ticket_id, _T.user == user, _T.status == RESOLVED]
    changed = await _rows.change(
        work, where, user, "reopened", now, status=RECEIVED, reopened=_T.reopened + 1
    )
    return changed[0] if changed else None


async def decide(
    work: UnitOfWork, ticket_id: int, status: str, answer: str, actor: str, now: datetime
) -> Ticket | None:
    """What the staff decide; None when there is no such ticket."""
    values = {"status": status} | ({"answer": answer} if answer else {})
    changed = await _rows.change(work, [_T.id == ticket_id], actor, status, now, **values)
    return changed[0] if changed else None


async def confirm(work: UnitOfWork, ticket_id: int, actor: str, now: datetime) -> Ticket | None:
    """A sighting that the staff have confirmed: others are told of it for a day."""
    where = [_T.id == ticket_id, _T.kind == SIGHTING]
    changed = await _rows.change(
        work, where, actor, "confirmed", now, status=IN_PROGRESS, shown_until=now + SHOWN
    )
    return changed[0] if changed else None


async def confirmed(work: UnitOfWork, now: datetime) -> list[Ticket]:
    """The confirmed sightings that still hold, newest first."""
    return await _rows.all(
        work, _T.kind == SIGHTING, _T.shown_until > now, _T.status == IN_PROGRESS, newest=True, limit=20
    )


async def every(work: UnitOfWork) -> list[Ticket]:
    """Every ticket, the withdrawn ones too."""
    return await _rows.all(work)


UNREAD = _T.status == RECEIVED
"""Tickets that nobody has begun to work on."""


def long_over(kept: RetentionPeriods, now: datetime) -> Where:
    """Tickets that have been over for as long as they are kept."""
    return _T.status.in_(CLOSED) & (_T.updated_at < now - kept.tickets)
