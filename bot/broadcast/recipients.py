"""Recipients whom the staff have to look after, and the building that each lives in."""

from sqlalchemy import ColumnElement, select, update

from bot.services.subscription.statuses import SubscriptionStatus
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage.export_table import Table, spoken_time
from bot.storage.shared_statuses import DeliveryStatus
from bot.storage.tables.deliveries import DeliveryRecord
from bot.storage.unit_of_work import UnitOfWork

_D = DeliveryRecord
_S = SubscriptionRecord


async def to_visit(work: UnitOfWork, campaign: int) -> Table:
    """The recipients whom no delivery method has reached, by building."""
    unreached = [DeliveryStatus.UNREACHED, DeliveryStatus.FAILED]
    return await _recipients(work, campaign, _D.status.in_(unreached))


async def unclear(work: UnitOfWork, campaign: int) -> Table:
    """The recipients whose delivery was in flight at a crash, and of which no provider knew the outcome."""
    return await _recipients(work, campaign, _D.status == DeliveryStatus.UNCLEAR)


async def unanswered(work: UnitOfWork, campaign: int) -> Table:
    """The recipients of a drill who have not answered it."""
    return await _recipients(work, campaign, _D.answered_at.is_(None), _D.status != DeliveryStatus.CANCELLED)


async def set_building(work: UnitOfWork, subscription: int, building: str) -> bool:
    """Enter which building a subscriber lives in; False when there is no such active subscription."""
    session = await work.write()
    changed = await session.execute(
        update(_S)
        .where(_S.id == subscription, _S.status == SubscriptionStatus.ACTIVE)
        .values(building=building),
        execution_options={"synchronize_session": False},
    )
    return bool(getattr(changed, "rowcount", 0))


async def _recipients(work: UnitOfWork, campaign: int, *where: ColumnElement[bool]) -> Table:
    session = await work.read()
    rows = await session.execute(
        select(_D.id, _D.user, _D.status, _D.updated_at, _S.building, _S.phone, _D.via, _D.error)
        .join(_S, _S.id == _D.subscription, isouter=True)
        .where(_D.campaign == campaign, *where)
        .order_by(_S.building, _D.id)
    )
    return Table(
        ("id", "user", "status", "created_at", "building", "phone", "via", "error"),
        tuple(
            (row.id, row.user, row.status, spoken_time(row.updated_at), row.building or "",
             row.phone or "", row.via, row.error)
            for row in rows
        ),
    )  # fmt: skip
