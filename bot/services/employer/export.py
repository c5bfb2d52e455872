"""`bot export orders`: what firms order."""

from bot.content.snapshot import Content
from bot.services.employer import records
from bot.storage.export_table import COLUMNS, Table, spoken_time
from bot.storage.unit_of_work import UnitOfWork

_COLUMNS = (*COLUMNS, "kind", "firm", "name", "phone", "need", "quantity", "due", "note")


async def table(work: UnitOfWork, _: Content) -> Table:
    """All orders."""
    return Table(
        _COLUMNS,
        tuple(
            (
                order.id,
                order.user,
                order.status,
                spoken_time(order.created_at),
                order.kind,
                order.firm,
                order.name,
                order.phone,
                order.need,
                order.quantity,
                order.due,
                order.note,
            )
            for order in await records.every(work)
        ),
    )
