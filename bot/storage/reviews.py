"""Messages that were not understood: kept, counted, labelled by the staff, and turned into phrases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select, update

from bot.common.errors import OrderRefused
from bot.storage.audit import note
from bot.storage.tables.reviews import ReviewRecord
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import insert_into

OPEN, LABELLED, WRITTEN, DISMISSED = "open", "labelled", "written", "dismissed"
KEPT = 5000  # open messages; what was said once and long ago goes first


@dataclass(frozen=True, slots=True)
class NewReview:
    """A message (masked) that was not understood: why it is kept, the reading it had, what was chosen then."""

    text: str
    reason: str
    intent: str
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Review(NewReview):
    """One as it stands; count: how often it was said."""

    id: int = 0
    label: str = ""
    count: int = 1


async def add(work: UnitOfWork, seen: Sequence[NewReview], now: datetime) -> None:
    """Keep these; the same words again count up, and what residents chose is remembered."""
    session = await work.write()
    for one in seen:
        statement = insert_into(session, ReviewRecord).values(
            fold=work.cipher.index("review", one.text),
            text=one.text,
            reason=one.reason,
            intent=one.intent,
            chosen=one.chosen,
            label="",
            status=OPEN,
            count=1,
            created_at=now,
            updated_at=now,
        )
        new = statement.excluded
        # A choice settles what was asked; it is no second message.
        again = {
            "count": ReviewRecord.count + case((new.chosen == "", 1), else_=0),
            "chosen": case((new.chosen == "", ReviewRecord.chosen), else_=new.chosen),
            "updated_at": now,
        }
        await session.execute(statement.on_conflict_do_update(index_elements=["fold"], set_=again))


async def listed(work: UnitOfWork, status: str = OPEN, limit: int = 50) -> list[Review]:
    """Those with this status, the most frequent first."""
    session = await work.read()
    found = await session.scalars(
        select(ReviewRecord)
        .where(ReviewRecord.status == status)
        .order_by(ReviewRecord.count.desc(), ReviewRecord.id.desc())
        .limit(limit)
    )
    return [
        Review(row.text, row.reason, row.intent, row.chosen, row.id, row.label, row.count) for row in found
    ]


async def settle(work: UnitOfWork, row_id: int, status: str, label: str, actor: str, now: datetime) -> None:
    """Label a message, dismiss it, or mark it as written. OrderRefused when there is none with this number."""
    session = await work.write()
    done = await session.scalar(
        update(ReviewRecord)
        .where(ReviewRecord.id == row_id)
        .values(status=status, label=label, updated_at=now)
        .returning(ReviewRecord.id)
    )
    if done is None:
        raise OrderRefused(f"没有{row_id}号这句话")
    await note(session, "reviews", [row_id], actor, f"{status} {label}".strip(), now)


async def waiting(work: UnitOfWork) -> int:
    """How many are open."""
    session = await work.read()
    return int(await session.scalar(select(func.count()).where(ReviewRecord.status == OPEN)) or 0)
