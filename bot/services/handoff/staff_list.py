"""What is kept of conversations with the staff: exported, and for how long. They are answered in the inbox, not in a list."""

from bot.content.snapshot import Content
from bot.services.handoff import records
from bot.services.handoff.service import service
from bot.services.handoff.tables import HandoffMessageRecord, HandoffRecord
from bot.storage.database import UnitOfWork
from bot.storage.export_table import Table
from bot.storage.record_type import Queue, RecordType

_H, _M = HandoffRecord, HandoffMessageRecord


async def exported(work: UnitOfWork, _: Content) -> Table:
    """All hand-offs."""
    return await records.table(work)


service.keeps(
    RecordType(
        "handoffs",
        HandoffRecord,
        export=exported,
        expired=lambda kept, now: (_H.status == records.CLOSED) & (_H.updated_at < now - kept.conversations),
        queues={
            "handoffs": Queue(_H.created_at, lambda now: (_H.status == records.WAITING,)),
            "callbacks": Queue(_H.created_at, lambda now: (_H.status == records.CALLBACK,)),
        },
    )
)
service.keeps(
    RecordType(
        "handoff_messages",
        HandoffMessageRecord,
        expired=lambda kept, now: _M.created_at < now - kept.conversations,
    )
)
