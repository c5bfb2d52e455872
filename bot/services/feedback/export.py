"""`bot export tickets`: what residents raised, and what became of it."""

from bot.content.snapshot import Content
from bot.services.feedback import records
from bot.storage.export_table import COLUMNS, Table, spoken_time
from bot.storage.pseudonyms import PREFIX
from bot.storage.unit_of_work import UnitOfWork

_COLUMNS = (
    *COLUMNS,
    "ticket",
    "detail",
    "place",
    "kind",
    "picture",
    "phone",
    "answer",
    "anonymous",
    "reopened",
)


async def table(work: UnitOfWork, _: Content) -> Table:
    """All tickets; an anonymous one names itself in place of its resident, so that it tells of nobody."""
    return Table(
        _COLUMNS,
        tuple(
            (
                ticket.id,
                f"{PREFIX}{ticket.number}" if ticket.anonymous else ticket.user,
                ticket.status,
                spoken_time(ticket.created_at),
                ticket.number,
                ticket.detail,
                ticket.place,
                ticket.kind,
                ticket.picture,
                ticket.phone,
                ticket.answer,
                int(ticket.anonymous),
                ticket.reopened,
            )
            for ticket in await records.every(work)
        ),
    )
