"""How campaigns fare, and who is still to be reached: for the staff."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select, update

from bot.broadcast.deliveries import Via
from bot.services.subscription.records import ACTIVE
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage.database import UnitOfWork
from bot.storage.export_table import Table, spoken_time
from bot.storage.shared_statuses import DeliveryStatus
from bot.storage.tables.deliveries import CampaignRecord, DeliveryRecord

_C = CampaignRecord
_D = DeliveryRecord
_S = SubscriptionRecord


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one campaign: rows by fate, failures by reason, how many answered, cost in thousandths of a yuan."""

    total: int
    by_fate: dict[str, int]
    by_error: dict[str, int] = field(default_factory=dict)
    answered: int = 0
    parts: int = 0
    cost: int = 0

    def of(self, *fates: DeliveryStatus) -> int:
        """How many have one of these fates."""
        return sum(self.by_fate.get(fate, 0) for fate in fates)

    @property
    def left(self) -> int:
        """How many are still to be settled."""
        return self.of(DeliveryStatus.PLANNED, DeliveryStatus.SENDING)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a campaign has begun to send: how many in all, in the air, to be tried again, failed."""

    taken: int
    air: int
    again: int
    bad: int


async def figures(work: UnitOfWork, campaign: int) -> Figures:
    """How the campaign fares now."""
    session = await work.read()
    mine = _D.campaign == campaign
    fates = await session.execute(
        select(_D.status, func.count(), func.sum(_D.parts), func.sum(_D.cost), func.count(_D.answered_at))
        .where(mine)
        .group_by(_D.status)
    )
    rows = list(fates)
    bad = [DeliveryStatus.FAILED, DeliveryStatus.CANCELLED, DeliveryStatus.UNREACHED]
    errors = await session.execute(
        select(_D.error, func.count()).where(mine, _D.status.in_(bad)).group_by(_D.error)
    )
    return Figures(
        sum(row[1] for row in rows),
        {str(row[0]): row[1] for row in rows},
        {error or "?": number for error, number in errors},
        sum(row[4] for row in rows),
        sum(row[2] or 0 for row in rows),
        sum(row[3] or 0 for row in rows),
    )


async def doors(work: UnitOfWork, campaign: int) -> Table:
    """Who has to be visited, by building: whom no channel reached, and who did not answer a drill."""
    return await _people(work, campaign, _D.status.in_([DeliveryStatus.UNREACHED, DeliveryStatus.FAILED]))


async def unclear(work: UnitOfWork, campaign: int) -> Table:
    """What was in the air when something died, and no provider could tell."""
    return await _people(work, campaign, _D.status == DeliveryStatus.UNCLEAR)


async def unanswered(work: UnitOfWork, campaign: int) -> Table:
    """Who got a drill's question and has not answered."""
    return await _people(work, campaign, _D.answered_at.is_(None), _D.status != DeliveryStatus.CANCELLED)


async def _people(work: UnitOfWork, campaign: int, *where: object) -> Table:
    session = await work.read()
    found = await session.execute(
        select(_D.id, _D.user, _D.status, _D.updated_at, _S.building, _S.phone, _D.via, _D.error)
        .join(_S, _S.id == _D.subscription, isouter=True)
        .where(_D.campaign == campaign, *where)  # type: ignore[arg-type]
        .order_by(_S.building, _D.id)
    )
    return Table(
        ("id", "user", "status", "created_at", "building", "phone", "via", "error"),
        tuple(
            (row.id, row.user, row.status, spoken_time(row.updated_at), row.building or "",
             row.phone or "", row.via, row.error)
            for row in found
        ),
    )  # fmt: skip


async def by_building(work: UnitOfWork, campaign: int) -> list[tuple[str, int, int]]:
    """(building, asked, answered) of a drill."""
    session = await work.read()
    found = await session.execute(
        select(_S.building, func.count(), func.count(_D.answered_at))
        .join(_S, _S.id == _D.subscription)
        .where(_D.campaign == campaign, _D.status != DeliveryStatus.CANCELLED)
        .group_by(_S.building)
        .order_by(_S.building)
    )
    return [(building, asked, told) for building, asked, told in found]


async def answer_times(work: UnitOfWork, campaign: int) -> list[datetime]:
    """When each answer of a drill came, the first first."""
    session = await work.read()
    found = await session.scalars(
        select(_D.answered_at)
        .where(_D.campaign == campaign, _D.answered_at.is_not(None))
        .order_by(_D.answered_at)
    )
    return [moment for moment in found if moment is not None]


async def trial(work: UnitOfWork, campaign: int) -> Trial:
    """How the first few of a campaign have fared."""
    session = await work.read()
    begun = (_D.campaign == campaign, _D.attempts > 0)
    found = await session.execute(
        select(_D.status, _D.via, func.count()).where(*begun).group_by(_D.status, _D.via)
    )
    rows = list(found)
    return Trial(
        sum(row[2] for row in rows),
        sum(number for fate, _, number in rows if fate == DeliveryStatus.SENDING),
        sum(number for fate, _, number in rows if fate == DeliveryStatus.PLANNED),
        # A closed window of WeChat's is no failure of the campaign; that the SMS does not go is one.
        sum(
            n
            for fate, via, n in rows
            if via == Via.SMS and fate in (DeliveryStatus.FAILED, DeliveryStatus.UNREACHED)
        ),
    )


async def busy(work: UnitOfWork, campaign: int) -> bool:
    """Is anything still planned or in the air?"""
    session = await work.read()
    for fate in (DeliveryStatus.PLANNED, DeliveryStatus.SENDING):
        query = select(_D.id).where(_D.campaign == campaign, _D.status == fate).limit(1)
        if await session.scalar(query) is not None:
            return True
    return False


async def house(work: UnitOfWork, row: int, building: str) -> bool:
    """The staff enter which building a subscriber lives in."""
    session = await work.write()
    changed = await session.execute(
        update(_S).where(_S.id == row, _S.status == ACTIVE).values(building=building),
        execution_options={"synchronize_session": False},
    )
    return bool(getattr(changed, "rowcount", 0))
