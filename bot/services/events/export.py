"""`bot export events`: who has signed up for which event."""

from bot.content.snapshot import Content
from bot.services.events import records
from bot.storage.export_table import COLUMNS, Table, spoken_time
from bot.storage.unit_of_work import UnitOfWork

_COLUMNS = (*COLUMNS, "event", "name", "phone", "people", "role", "day")


async def table(work: UnitOfWork, _: Content) -> Table:
    """All sign-ups for events."""
    return Table(
        _COLUMNS,
        tuple(
            (
                signup.id,
                signup.user,
                signup.status,
                spoken_time(signup.created_at),
                signup.event,
                signup.name,
                signup.phone,
                signup.people,
                signup.role,
                signup.day,
            )
            for signup in await records.every(work)
        ),
    )
