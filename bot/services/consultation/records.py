"""Opinions on a matter: tickets of the kind `voice`, in the staff's list beside what residents report."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.storage.repository import Repository
from bot.storage.shared_statuses import TICKET_TRANSITIONS, TicketStatus
from bot.storage.tables.tickets import TicketRecord
from bot.storage.unit_of_work import UnitOfWork

VOICE = "voice"
SAME = timedelta(hours=1)  # the same words of the same resident within this time are a single opinion


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion as it stands; `number` is what residents are told."""

    id: int
    user: str
    status: TicketStatus
    detail: str
    place: str
    created_at: datetime

    @property
    def number(self) -> str:
        return f"T{self.id:04d}"


_T = TicketRecord
_rows = Repository(TicketRecord, Opinion, TICKET_TRANSITIONS)


async def submit(work: UnitOfWork, user: str, matter: str, detail: str, now: datetime) -> Opinion:
    """Write an opinion down; the same words of the same resident within an hour are a single opinion."""
    await work.write()
    fold = work.cipher.index("ticket", user, VOICE, detail)
    same = await _rows.first(
        work, _T.fold == fold, _T.created_at > now - SAME, _T.status != TicketStatus.WITHDRAWN
    )
    if same:
        return same
    return await _rows.add(
        work,
        user,
        now,
        user=user,
        kind=VOICE,
        status=TicketStatus.RECEIVED.value,
        detail=detail,
        place=matter,
        picture="",
        phone="",
        answer="",
        anonymous=False,
        way_back="",
        reopened=0,
        fold=fold,
        shown_until=None,
    )
