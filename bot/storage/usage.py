"""Daily usage: counts by name and the number of different residents, summed over all processes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, func, select

from bot.storage.tables.usage import UsageRecord, VisitRecord
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import prepare_insert

VISIT_RETENTION = timedelta(days=62)
MILLISECONDS = "milliseconds"
_U, _V = UsageRecord, VisitRecord
_COUNT = prepare_insert(
    _U,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["day", "name"], set_={"number": _U.__table__.c.number + insert.excluded.number}
    ),
)
_VISIT = prepare_insert(_V, lambda insert: insert.on_conflict_do_nothing())


@dataclass(frozen=True, slots=True)
class DailyUsage:
    """A day's counts by name, and the number of different residents."""

    day: date
    numbers: Mapping[str, int]
    residents: int


async def add(work: UnitOfWork, day: date, numbers: Mapping[str, int], users: Collection[str]) -> None:
    """Add to the day's counts; a resident counts once a day."""
    session = await work.write()
    counts = [{"day": day, "name": name, "number": number} for name, number in sorted(numbers.items())]
    if counts:
        await session.execute(_COUNT.on(session), counts)
    if users:
        await session.execute(_VISIT.on(session), [{"day": day, "user": user} for user in sorted(users)])


async def days(work: UnitOfWork, since: date) -> list[DailyUsage]:
    """Each day since then on which messages came, the oldest first."""
    session = await work.read()
    counts: dict[date, dict[str, int]] = {}
    for row in await session.execute(select(_U.day, _U.name, _U.number).where(_U.day >= since)):
        counts.setdefault(row.day, {})[row.name] = row.number
    visits = await session.execute(select(_V.day, func.count()).where(_V.day >= since).group_by(_V.day))
    residents = {row[0]: row[1] for row in visits}
    return [DailyUsage(day, counts[day], residents.get(day, 0)) for day in sorted(counts)]


async def residents(work: UnitOfWork, since: date) -> int:
    """How many different residents wrote since then."""
    session = await work.read()
    return int(await session.scalar(select(func.count(func.distinct(_V.user))).where(_V.day >= since)) or 0)


async def prune(work: UnitOfWork, today: date) -> None:
    """Delete after two months who wrote on which day; the counts stay."""
    session = await work.write()
    await session.execute(delete(_V).where(_V.day < today - VISIT_RETENTION))
