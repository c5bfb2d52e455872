"""What has served its purpose goes, by its age."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, or_

from bot.records import usage
from bot.records.database import UnitOfWork
from bot.records.handoffs import CLOSED
from bot.records.models import NoticeRecord, TurnRecord
from bot.records.tables.handoffs import HandoffMessageRecord, HandoffRecord
from bot.records.tables.reviews import ReviewRecord
from bot.records.tables.tickets import TicketRecord
from bot.records.tickets import RESOLVED, WITHDRAWN

TURNS = timedelta(days=7)  # a retry comes within seconds, a lost session is noticed at the next message
NOTICES = timedelta(days=30)  # after they were told


@dataclass(frozen=True, slots=True)
class Retention:
    """How long is kept: what was said to the staff, tickets that are over, sentences that were not understood."""

    conversations: timedelta = timedelta(days=90)
    tickets: timedelta = timedelta(days=365)
    unclear: timedelta = timedelta(days=180)


async def prune(work: UnitOfWork, kept: Retention, now: datetime) -> None:
    """Delete what is older; what still waits for somebody (an open ticket, a call that is due) stays."""
    await usage.prune(work, now.date())
    session = await work.write()
    for table, old in _aged(kept, now):
        await session.execute(delete(table).where(old))


def _aged(kept: Retention, now: datetime) -> list[tuple[Any, ColumnElement[bool]]]:
    ticket, notice = TicketRecord, NoticeRecord
    over = ticket.status.in_([RESOLVED, WITHDRAWN])
    return [
        (TurnRecord, TurnRecord.created_at < now - TURNS),
        # What was never told is of no use to one who has not written for so long.
        (
            notice,
            or_(notice.delivered_at < now - NOTICES, notice.created_at < now - NOTICES - kept.conversations),
        ),
        (HandoffMessageRecord, HandoffMessageRecord.created_at < now - kept.conversations),
        (
            HandoffRecord,
            and_(HandoffRecord.status == CLOSED, HandoffRecord.updated_at < now - kept.conversations),
        ),
        (ticket, and_(over, ticket.updated_at < now - kept.tickets)),
        (ReviewRecord, ReviewRecord.updated_at < now - kept.unclear),
    ]
