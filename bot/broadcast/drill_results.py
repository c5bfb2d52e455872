"""The answers to a drill, by building and over time."""

from datetime import datetime

from sqlalchemy import func, select

from bot.services.subscription.tables import SubscriptionRecord
from bot.storage.shared_statuses import DeliveryStatus
from bot.storage.tables.deliveries import DeliveryRecord
from bot.storage.unit_of_work import UnitOfWork

_D = DeliveryRecord
_S = SubscriptionRecord


async def answers_by_building(work: UnitOfWork, campaign: int) -> list[tuple[str, int, int]]:
    """(building, recipients, answers) of a drill."""
    session = await work.read()
    rows = await session.execute(
        select(_S.building, func.count(), func.count(_D.answered_at))
        .join(_S, _S.id == _D.subscription)
        .where(_D.campaign == campaign, _D.status != DeliveryStatus.CANCELLED)
        .group_by(_S.building)
        .order_by(_S.building)
    )
    return [(building, recipients, answers) for building, recipients, answers in rows]


async def answer_times(work: UnitOfWork, campaign: int) -> list[datetime]:
    """When each answer to a drill came, the first one first."""
    session = await work.read()
    times = await session.scalars(
        select(_D.answered_at)
        .where(_D.campaign == campaign, _D.answered_at.is_not(None))
        .order_by(_D.answered_at)
    )
    return [moment for moment in times if moment is not None]
