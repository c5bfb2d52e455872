"""Tickets: what residents raise, how far it is, and the staff's answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.common.errors import OrderRefused
from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.pseudonyms import owners, pseudonym
from bot.storage.record_type import Where
from bot.storage.repository import Repository
from bot.storage.shared_statuses import TICKET_TRANSITIONS, TicketStatus
from bot.storage.tables.tickets import TicketRecord
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork

CLOSED = (TicketStatus.RESOLVED, TicketStatus.WITHDRAWN)
REPORT, SIGHTING, VOICE = "report", "sighting", "voice"
SAME = timedelta(hours=1)  # the same words of the same resident within this are one ticket
SHOWN = timedelta(hours=24)  # what the staff confirmed is told to others for so long


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as it stands; `number` is what residents are told.

    user: the account, or a pseudonym where it is anonymous; `account` gets the answer, and is shown to nobody.
    """

    id: int
    user: str
    kind: str
    status: TicketStatus
    detail: str
    place: str
    picture: str
    phone: str
    answer: str
    anonymous: bool
    way_back: str
    reopened: int
    rating: int | None
    shown_until: datetime | None
    created_at: datetime

    @property
    def number(self) -> str:
        return f"T{self.id:04d}"

    @property
    def account(self) -> str:
        return self.way_back or self.user


@dataclass(frozen=True, slots=True)
class NewTicket:
    """What a resident raises; an anonymous ticket has no phone."""

    user: str
    kind: str
    detail: str
    place: str = ""
    picture: str = ""
    phone: str = ""
    anonymous: bool = False


_T = TicketRecord
_rows = Repository(TicketRecord, Ticket, TICKET_TRANSITIONS)


async def submit(work: UnitOfWork, new: NewTicket, now: datetime) -> Ticket:
    """Write a ticket down; the same words of the same resident within an hour are a single ticket."""
    await work.write()
    fold = work.cipher.index("ticket", new.user, new.kind, new.detail)
    same = await _rows.first(
        work, _T.fold == fold, _T.created_at > now - SAME, _T.status != TicketStatus.WITHDRAWN
    )
    if same:
        return same
    owner = pseudonym(work.cipher, new.user) if new.anonymous else new.user
    return await _rows.add(
        work,
        owner,
        now,
        user=owner,
        way_back=new.user if new.anonymous else "",
        kind=new.kind,
        status=TicketStatus.RECEIVED.value,
        detail=new.detail,
        place=new.place,
        picture=new.picture,
        phone="" if new.anonymous else new.phone,
        answer="",
        anonymous=new.anonymous,
        reopened=0,
        rating=None,
        fold=fold,
        shown_until=None,
    )


async def of_user(work: UnitOfWork, user: str) -> list[Ticket]:
    """The resident's tickets that are not withdrawn, newest first."""
    mine = _T.user.in_(owners(work.cipher, user))
    return await _rows.all(work, mine, _T.status != TicketStatus.WITHDRAWN, newest=True, limit=20)


async def find(work: UnitOfWork, user: str, ticket_id: int) -> Ticket | None:
    """The resident's own ticket with this number."""
    mine = _T.user.in_(owners(work.cipher, user))
    return await _rows.first(work, _T.id == ticket_id, mine, _T.status != TicketStatus.WITHDRAWN)


async def withdraw(work: UnitOfWork, user: str, ticket_id: int, now: datetime) -> bool:
    """Withdraw it; False when it is not theirs, or is resolved already."""
    await work.write()
    ticket = await find(work, user, ticket_id)
    if ticket is None:
        return False
    where = [_T.id == ticket_id]
    return bool(await _rows.move(work, where, TicketStatus.WITHDRAWN, Party.RESIDENT, ticket.user, now))


async def reopen(work: UnitOfWork, user: str, ticket_id: int, now: datetime) -> Ticket | None:
    """「还没解决」: it counts as received again; None when it is not theirs, or not resolved."""
    await work.write()
    ticket = await find(work, user, ticket_id)
    if ticket is None:
        return None
    changed = await _rows.move(
        work,
        [_T.id == ticket_id],
        TicketStatus.RECEIVED,
        Party.RESIDENT,
        ticket.user,
        now,
        what="reopened",
        reopened=_T.reopened + 1,
    )
    return changed[0] if changed else None


async def correct(work: UnitOfWork, ticket: Ticket, what: str, now: datetime, **values: str) -> Ticket | None:
    """Write another matter or place, or more of it; None when it is over. what: for the audit log."""
    where = [_T.id == ticket.id, _T.user == ticket.user, _T.status.not_in(CLOSED)]
    changed = await _rows.change(work, where, ticket.user, what, now, **values)
    return changed[0] if changed else None


async def settle(work: UnitOfWork, ticket: Ticket, now: datetime) -> Ticket | None:
    """The resident says that it has been settled; None when it is over already."""
    where = [_T.id == ticket.id, _T.user == ticket.user]
    changed = await _rows.move(work, where, TicketStatus.RESOLVED, Party.RESIDENT, ticket.user, now)
    return changed[0] if changed else None


async def rate(work: UnitOfWork, ticket: Ticket, stars: int, now: datetime) -> bool:
    """The resident rates what was done, once; False when it is not resolved, or is rated."""
    where = [_T.id == ticket.id, _T.user == ticket.user, _T.status == TicketStatus.RESOLVED]
    unrated = _T.rating.is_(None)
    return bool(await _rows.change(work, [*where, unrated], ticket.user, "rated", now, rating=stars))


async def decide(
    work: UnitOfWork, ticket_id: int, status: TicketStatus, answer: str, actor: str, now: datetime
) -> Ticket:
    """What the staff decide and answer. OrderRefused: there is none with this number, or it was withdrawn."""
    return await _rows.decide(work, ticket_id, status, actor, now, **({"answer": answer} if answer else {}))


async def confirm(work: UnitOfWork, ticket_id: int, actor: str, now: datetime) -> Ticket:
    """The staff confirm a sighting: other residents are told of it for a day. OrderRefused: it is no sighting."""
    await work.write()
    ticket = await _rows.first(work, _T.id == ticket_id)
    if ticket is not None and ticket.kind != SIGHTING:
        raise OrderRefused(f"{ticket_id}号不是看到的险情")
    return await _rows.decide(
        work, ticket_id, TicketStatus.IN_PROGRESS, actor, now, what="confirmed", shown_until=now + SHOWN
    )


async def confirmed(work: UnitOfWork, now: datetime) -> list[Ticket]:
    """The confirmed sightings of the last day, newest first."""
    return await _rows.all(
        work,
        _T.kind == SIGHTING,
        _T.shown_until > now,
        _T.status == TicketStatus.IN_PROGRESS,
        newest=True,
        limit=20,
    )


async def every(work: UnitOfWork) -> list[Ticket]:
    """Every ticket, the withdrawn ones too."""
    return await _rows.all(work)


UNREAD = _T.status == TicketStatus.RECEIVED
"""Tickets that nobody has begun to work on."""


def long_over(kept: RetentionPeriods, now: datetime) -> Where:
    """Tickets that have been over for as long as they are kept."""
    return _T.status.in_(CLOSED) & (_T.updated_at < now - kept.tickets)
