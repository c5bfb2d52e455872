"""`bot export talents` and `talent_requests`: the skills that are lent, and the requests for help."""

from bot.content.snapshot import Content
from bot.services.talents import request_records, talent_records
from bot.storage.export_table import COLUMNS, Table, spoken_time
from bot.storage.unit_of_work import UnitOfWork

_SKILLS = (*COLUMNS, "name", "phone", "skill", "bank", "when")
_REQUESTS = (*COLUMNS, "need", "phone", "address", "name", "time", "bank", "helper", "rating", "for_whom")


async def skills(work: UnitOfWork, _: Content) -> Table:
    """All skills that are lent, or were."""
    return Table(
        _SKILLS,
        tuple(
            (
                talent.id,
                talent.user,
                talent.status.value,
                spoken_time(talent.created_at),
                talent.name,
                talent.phone,
                talent.skill,
                talent.bank,
                talent.spare,
            )
            for talent in await talent_records.every(work)
        ),
    )


async def requests(work: UnitOfWork, _: Content) -> Table:
    """All requests for help."""
    return Table(
        _REQUESTS,
        tuple(
            (
                request.id,
                request.user,
                request.status.value,
                spoken_time(request.created_at),
                request.need,
                request.phone,
                request.address,
                request.name,
                request.time,
                request.bank,
                request.helper.name if request.helper else "",
                request.rating,
                request.for_whom,
            )
            for request in await request_records.every(work)
        ),
    )
