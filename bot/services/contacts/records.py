"""Hand-overs of a number as their owner and the staff see them, and the ticket of a report."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.storage.contact_shares import ContactShare, shares
from bot.storage.maintenance.retention import RetentionPeriods
from bot.storage.record_type import Where
from bot.storage.repository import Repository
from bot.storage.shared_statuses import SHARE_TRANSITIONS, TICKET_TRANSITIONS, ShareStatus, TicketStatus
from bot.storage.tables.contact_shares import ContactShareRecord
from bot.storage.tables.tickets import TicketRecord
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork

HARASSMENT = "harassment"
RECENT = timedelta(days=30)  # what is shown unasked; a report may be older
REPORTABLE = SHARE_TRANSITIONS.sources(ShareStatus.REPORTED, Party.RESIDENT)

_S = ContactShareRecord
IS_REPORTED = _S.status == ShareStatus.REPORTED


@dataclass(frozen=True, slots=True)
class Complaint:
    """The ticket of a report; `number` is what residents are told."""

    id: int
    user: str
    status: TicketStatus

    @property
    def number(self) -> str:
        return f"T{self.id:04d}"


_tickets = Repository(TicketRecord, Complaint, TICKET_TRANSITIONS)


async def of_user(work: UnitOfWork, user: str, since: datetime | None = None) -> list[ContactShare]:
    """Who has this resident's number and is not reported, the latest first."""
    where = [_S.user == user, _S.receiver != "", _S.status.in_(REPORTABLE)]
    recent = [_S.created_at >= since] if since else []
    return await shares.all(work, *where, *recent, newest=True, limit=20)


async def report(work: UnitOfWork, share: ContactShare, detail: str, now: datetime) -> Complaint | None:
    """The owner reports the receiver, who gets no more numbers: the ticket; None when it was reported already."""
    own = [_S.id == share.id, _S.user == share.user]
    if not await shares.move(work, own, ShareStatus.REPORTED, Party.RESIDENT, share.user, now):
        return None
    complaint = await _tickets.add(
        work,
        share.user,
        now,
        user=share.user,
        kind=HARASSMENT,
        status=TicketStatus.RECEIVED.value,
        detail=detail,
        place="",
        picture="",
        phone=share.phone,
        answer="",
        anonymous=False,
        way_back="",
        reopened=0,
        fold=work.cipher.index("ticket", share.user, HARASSMENT, detail),
        shown_until=None,
    )
    await shares.change(work, own, share.user, "ticket", now, ticket=complaint.id)
    return complaint


async def decide(
    work: UnitOfWork, share_id: int, status: ShareStatus, actor: str, now: datetime
) -> ContactShare:
    """What the staff decide: cleared or blocked. OrderRefused: there is none with this number, or not as it stands."""
    return await shares.decide(work, share_id, status, actor, now)


def long_given(kept: RetentionPeriods, now: datetime) -> Where:
    """Hand-overs about which nobody complained, for as long as tickets are kept."""
    return _S.status.in_(REPORTABLE) & (_S.updated_at < now - kept.tickets)
