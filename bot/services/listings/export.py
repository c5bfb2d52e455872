"""`bot export listings`: what is offered and looked for, and who has reserved it."""

from bot.content.snapshot import Content
from bot.services.listings import records
from bot.storage.export_table import COLUMNS, Table, spoken_time
from bot.storage.unit_of_work import UnitOfWork

_COLUMNS = (*COLUMNS, "item", "kind", "quantity", "terms", "name", "phone", "holder", "holder_name")


async def table(work: UnitOfWork, _: Content) -> Table:
    """All listings."""
    return Table(
        _COLUMNS,
        tuple(
            (
                listing.id,
                listing.user,
                listing.status,
                spoken_time(listing.created_at),
                listing.item,
                listing.kind,
                listing.quantity,
                listing.terms,
                listing.name,
                listing.phone,
                listing.holder,
                listing.holder_name,
            )
            for listing in await records.every(work)
        ),
    )
