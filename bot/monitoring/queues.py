"""Every queue whose length `/metrics` shows: how many rows wait, and since when."""

from collections.abc import Mapping
from datetime import datetime

from bot.broadcast import delivery_queues
from bot.services import RECORD_TYPES
from bot.storage import queue_lengths
from bot.storage.queue_lengths import QueueLength
from bot.storage.record_type import Queue
from bot.storage.unit_of_work import UnitOfWork

QUEUES: Mapping[str, Queue] = {
    **{name: queue for record_type in RECORD_TYPES.values() for name, queue in record_type.queues.items()},
    **queue_lengths.QUEUES,
    **delivery_queues.QUEUES,
}
"""Queue name → the rows that wait: the services' queues, the notices, the deliveries."""


async def measure(work: UnitOfWork, now: datetime) -> dict[str, QueueLength]:
    """Every queue's length by its name."""
    return await queue_lengths.measure(work, QUEUES, now)
