"""Deletes records that are older than their retention period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, or_

from bot.storage import usage
from bot.storage.models import Base
from bot.storage.tables.daily_uses import DailyUseRecord
from bot.storage.tables.notices import NoticeRecord
from bot.storage.tables.reviews import ReviewRecord
from bot.storage.tables.sign_ins import SignInRecord
from bot.storage.tables.turns import TurnRecord
from bot.storage.unit_of_work import UnitOfWork

TURNS = timedelta(days=7)  # retries come within seconds, and a lost session is noticed at the next message
SIGN_INS = timedelta(days=90)
DAILY_USES = timedelta(days=2)
NOTICES = timedelta(days=30)  # after their delivery


@dataclass(frozen=True, slots=True)
class RetentionPeriods:
    """conversations: with the staff; tickets: that are closed; unclear: messages that were not understood."""

    conversations: timedelta = timedelta(days=90)
    tickets: timedelta = timedelta(days=365)
    unclear: timedelta = timedelta(days=180)


async def prune(
    work: UnitOfWork,
    periods: RetentionPeriods,
    now: datetime,
    expired: Iterable[tuple[type[Base], ColumnElement[bool]]],
) -> None:
    """Delete what has expired; what still waits for somebody (an open ticket, a call that is due) stays.

    expired: the services' tables, each with the condition for its expired rows.
    """
    await usage.prune(work, now.date())
    session = await work.write()
    for table, is_expired in (*_shared_tables(periods, now), *expired):
        await session.execute(delete(table).where(is_expired))


def _shared_tables(periods: RetentionPeriods, now: datetime) -> list[tuple[type[Base], ColumnElement[bool]]]:
    notice = NoticeRecord
    return [
        (TurnRecord, TurnRecord.created_at < now - TURNS),
        # An undelivered notice is of no use to a resident who has not written for so long.
        (
            notice,
            or_(
                notice.delivered_at < now - NOTICES, notice.created_at < now - NOTICES - periods.conversations
            ),
        ),
        (DailyUseRecord, DailyUseRecord.created_at < now - DAILY_USES),
        (SignInRecord, SignInRecord.last_at < now - SIGN_INS),
        (ReviewRecord, ReviewRecord.updated_at < now - periods.unclear),
    ]
