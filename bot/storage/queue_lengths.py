"""How many rows wait in a queue, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.storage.record_type import Queue
from bot.storage.tables.notices import NoticeRecord
from bot.storage.unit_of_work import UnitOfWork

QUEUES: Mapping[str, Queue] = {
    "notices": Queue(NoticeRecord.created_at, lambda now: (NoticeRecord.delivered_at.is_(None),))
}
"""The queues of no service: notices that are to be delivered."""


@dataclass(frozen=True, slots=True)
class QueueLength:
    """length: rows that wait; oldest: since when the first of them does, None where none do."""

    length: int
    oldest: datetime | None


async def measure(work: UnitOfWork, queues: Mapping[str, Queue], now: datetime) -> dict[str, QueueLength]:
    """Each queue's length by its name."""
    session = await work.read()
    lengths = {}
    for name, queue in queues.items():
        query = select(func.count(), func.min(queue.since)).where(*queue.where(now))
        count, oldest = (await session.execute(query)).one()
        lengths[name] = QueueLength(int(count), oldest)
    return lengths
