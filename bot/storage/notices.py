"""The outbox: notices to residents outside a turn (a seat has become free)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, insert, or_, select, update

from bot.common.cipher import Cipher
from bot.common.errors import ConfigError
from bot.storage.sealed_columns import at_rest
from bot.storage.tables.notices import NoticeRecord
from bot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Notice:
    """An undelivered notice. text: None when no key in DATA_KEYS opens it."""

    id: int
    user: str
    text: str | None
    created_at: datetime


async def add(work: UnitOfWork, user: str, text: str, now: datetime) -> None:
    """Add a notice, in the transaction of the change that it announces."""
    session = await work.write()
    await session.execute(insert(NoticeRecord).values(user=user, text=text, created_at=now))


async def pending(work: UnitOfWork, limit: int, now: datetime) -> list[Notice]:
    """The oldest notices that are neither delivered nor claimed."""
    session = await work.read()
    # Opened one by one, so that a text that cannot be opened does not stop the others.
    rows = await session.execute(
        select(
            NoticeRecord.id,
            NoticeRecord.user,
            NoticeRecord.created_at,
            at_rest(NoticeRecord.text).label("text"),
        )
        .where(NoticeRecord.delivered_at.is_(None), _unclaimed(now))
        .order_by(NoticeRecord.id)
        .limit(limit)
    )
    return [Notice(row.id, row.user, _opened(work.cipher, row.text), row.created_at) for row in rows]


async def claim(work: UnitOfWork, notice_id: int, now: datetime, until: datetime) -> bool:
    """Claim the notice for delivery; False when another process has claimed or delivered it."""
    session = await work.write()
    claimed = await session.scalar(
        update(NoticeRecord)
        .where(NoticeRecord.id == notice_id, NoticeRecord.delivered_at.is_(None), _unclaimed(now))
        .values(claimed_until=until)
        .returning(NoticeRecord.id)
    )
    return claimed is not None


async def delivered(work: UnitOfWork, notice_id: int, now: datetime) -> bool:
    """Mark the notice as delivered; False when it was already."""
    session = await work.write()
    marked = await session.scalar(
        update(NoticeRecord)
        .where(NoticeRecord.id == notice_id, NoticeRecord.delivered_at.is_(None))
        .values(delivered_at=now)
        .returning(NoticeRecord.id)
    )
    return marked is not None


def _opened(cipher: Cipher, sealed: str) -> str | None:
    try:
        return cipher.open_text(sealed)
    except (ConfigError, ValueError):  # sealed with a lost key, or truncated
        return None


def _unclaimed(now: datetime) -> ColumnElement[bool]:
    return or_(NoticeRecord.claimed_until.is_(None), NoticeRecord.claimed_until < now)
