"""`bot export handoffs`: who asked for a person of the staff."""

from bot.content.snapshot import Content
from bot.services.handoff import records
from bot.storage.export_table import COLUMNS, Table, spoken_time
from bot.storage.unit_of_work import UnitOfWork

_COLUMNS = (*COLUMNS, "owner", "phone", "when")


async def table(work: UnitOfWork, _: Content) -> Table:
    """All hand-offs."""
    return Table(
        _COLUMNS,
        tuple(
            (
                handoff.id,
                handoff.user,
                handoff.status,
                spoken_time(handoff.created_at),
                handoff.owner,
                handoff.phone,
                handoff.free,
            )
            for handoff in await records.every(work)
        ),
    )
