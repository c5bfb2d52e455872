"""`bot export volunteers`: who is in which team."""

from bot.content.snapshot import Content
from bot.services.volunteers import records
from bot.storage.export_table import COLUMNS, Table, spoken_time
from bot.storage.unit_of_work import UnitOfWork

_COLUMNS = (*COLUMNS, "name", "phone", "team", "skills", "when", "hours")


async def table(work: UnitOfWork, _: Content) -> Table:
    """All volunteers."""
    return Table(
        _COLUMNS,
        tuple(
            (
                volunteer.id,
                volunteer.user,
                volunteer.status,
                spoken_time(volunteer.created_at),
                volunteer.name,
                volunteer.phone,
                volunteer.team,
                volunteer.skills,
                volunteer.free,
                volunteer.hours,
            )
            for volunteer in await records.every(work)
        ),
    )
