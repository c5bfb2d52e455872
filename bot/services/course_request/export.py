"""`bot export requests`: the courses that residents ask for."""

from bot.content.snapshot import Content
from bot.services.course_request import records
from bot.storage.export_table import COLUMNS, Table, spoken_time
from bot.storage.unit_of_work import UnitOfWork

_COLUMNS = (*COLUMNS, "subject", "for_whom", "age", "education", "interest", "wanted", "course")


async def table(work: UnitOfWork, _: Content) -> Table:
    """All requests; wanted: how many people would like the same now."""
    counts = await records.wanted_by_subject(work)
    return Table(
        _COLUMNS,
        tuple(
            (
                request.id,
                request.user,
                request.status,
                spoken_time(request.created_at),
                request.subject,
                request.for_whom,
                request.age,
                request.education,
                request.interest,
                counts.get(request.fold, 0),
                request.course,
            )
            for request in await records.every(work)
        ),
    )
