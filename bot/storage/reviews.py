"""Messages that were not understood: collected, counted, labelled by the staff, and turned into phrases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select, update

from bot.storage.audit import note
from bot.storage.shared_statuses import REVIEW_TRANSITIONS, ReviewStatus
from bot.storage.tables.reviews import ReviewRecord
from bot.storage.transitions import NoSuchRecord, Party, TransitionRefused
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import insert_into

MAX_OPEN = 5000  # open messages; beyond that the rarest and oldest are deleted


@dataclass(frozen=True, slots=True)
class NewReview:
    """A masked message that was not understood.

    reason: why it is collected; intent: how it was understood; chosen: what the resident chose when asked back.
    """

    text: str
    reason: str
    intent: str
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Review(NewReview):
    """A collected message. count: how often it was sent; label: what the staff say it means."""

    id: int = 0
    label: str = ""
    count: int = 1


async def add(work: UnitOfWork, messages: Sequence[NewReview], now: datetime) -> None:
    """Collect these messages. One with the same text is counted again, and takes over what the resident chose."""
    session = await work.write()
    for message in messages:
        statement = insert_into(session, ReviewRecord).values(
            fold=work.cipher.index("review", message.text),
            text=message.text,
            reason=message.reason,
            intent=message.intent,
            chosen=message.chosen,
            label="",
            status=ReviewStatus.OPEN.value,
            count=1,
            created_at=now,
            updated_at=now,
        )
        new = statement.excluded
        # A choice answers the question that the message led to; it is not counted as a second message.
        changes = {
            "count": ReviewRecord.count + case((new.chosen == "", 1), else_=0),
            "chosen": case((new.chosen == "", ReviewRecord.chosen), else_=new.chosen),
            "updated_at": now,
        }
        await session.execute(statement.on_conflict_do_update(index_elements=["fold"], set_=changes))


async def with_status(
    work: UnitOfWork, status: ReviewStatus = ReviewStatus.OPEN, limit: int = 50
) -> list[Review]:
    """The messages with this status, the most frequent first."""
    session = await work.read()
    rows = await session.scalars(
        select(ReviewRecord)
        .where(ReviewRecord.status == status)
        .order_by(ReviewRecord.count.desc(), ReviewRecord.id.desc())
        .limit(limit)
    )
    return [
        Review(row.text, row.reason, row.intent, row.chosen, row.id, row.label, row.count) for row in rows
    ]


async def set_status(
    work: UnitOfWork, row_id: int, status: ReviewStatus, label: str, actor: str, now: datetime
) -> None:
    """Mark a message as labelled, dismissed or written to the phrases. NoSuchRecord; TransitionRefused."""
    session = await work.write()
    this = ReviewRecord.id == row_id
    before = REVIEW_TRANSITIONS.sources(status, Party.STAFF)
    changed = await session.scalar(
        update(ReviewRecord)
        .where(this, ReviewRecord.status.in_(before))
        .values(status=status.value, label=label, updated_at=now)
        .returning(ReviewRecord.id)
    )
    if changed is None:
        current = await session.scalar(select(ReviewRecord.status).where(this))
        raise NoSuchRecord(row_id) if current is None else TransitionRefused(row_id, current, status.value)
    await note(session, "reviews", [row_id], actor, f"{status} {label}".strip(), now)


async def count_open(work: UnitOfWork) -> int:
    """The number of open messages."""
    session = await work.read()
    return int(
        await session.scalar(select(func.count()).where(ReviewRecord.status == ReviewStatus.OPEN)) or 0
    )
