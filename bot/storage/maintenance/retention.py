"""What has served its purpose goes, by its age."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_

from bot.storage import usage
from bot.storage.models import Base
from bot.storage.tables.notices import NoticeRecord
from bot.storage.tables.reviews import ReviewRecord
from bot.storage.tables.turns import TurnRecord
from bot.storage.unit_of_work import UnitOfWork

TURNS = timedelta(days=7)  # a retry comes within seconds, a lost session is noticed at the next message
NOTICES = timedelta(days=30)  # after they were told


@dataclass(frozen=True, slots=True)
class RetentionPeriods:
    """How long is kept: what was said to the staff, tickets that are over, sentences that were not understood."""

    conversations: timedelta = timedelta(days=90)
    tickets: timedelta = timedelta(days=365)
    unclear: timedelta = timedelta(days=180)


async def prune(
    work: UnitOfWork,
    kept: RetentionPeriods,
    now: datetime,
    aged: Iterable[tuple[type[Base], ColumnElement[bool]]],
) -> None:
    """Delete what is older; what still waits for somebody (an open ticket, a call that is due) stays.

    aged: the services' tables with the rows that have been kept long enough.
    """
    await usage.prune(work, now.date())
    session = await work.write()
    for table, old in (*_own(kept, now), *aged):
        await session.execute(delete(table).where(old))


def _own(kept: RetentionPeriods, now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    notice = NoticeRecord
    return [
        (TurnRecord, TurnRecord.created_at < now - TURNS),
        # What was never told is of no use to one who has not written for so long.
        (
            notice,
            or_(notice.delivered_at < now - NOTICES, notice.created_at < now - NOTICES - kept.conversations),
        ),
        (ReviewRecord, ReviewRecord.updated_at < now - kept.unclear),
    ]
