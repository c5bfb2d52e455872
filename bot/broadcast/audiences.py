"""Who gets a campaign: conditions on subscriptions, made here alone."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select

from bot.services.subscription.statuses import SubscriptionStatus
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage.shared_statuses import DeliveryStatus
from bot.storage.tables.deliveries import DeliveryRecord
from bot.storage.unit_of_work import UnitOfWork

Audience = tuple[ColumnElement[bool], ...]
"""Conditions on the subscriptions of those who get a campaign."""
MAY_HAVE_ARRIVED = (
    DeliveryStatus.PLANNED,
    DeliveryStatus.SENDING,
    DeliveryStatus.SENT,
    DeliveryStatus.DELIVERED,
    DeliveryStatus.UNCLEAR,
)
"""The statuses of a delivery that has reached its recipient, or still may."""

_D = DeliveryRecord
_S = SubscriptionRecord


def everybody() -> Audience:
    """The audience of a warning: every active subscription."""
    return (_S.status == SubscriptionStatus.ACTIVE,)


def weekly(weekday: int, hazards: str, before: datetime) -> Audience:
    """The audience of a day's tips that chose these hazards, had subscribed before that moment and have not paused."""
    return (
        _S.status == SubscriptionStatus.ACTIVE,
        _S.weekday == weekday,
        _S.hazards == hazards,
        _S.consent_at < before,
        _S.paused.is_(False),
    )


def recipients_of(campaigns: Sequence[int]) -> Audience:
    """The audience of an all-clear: everybody who was sent one of these campaigns, or was to be visited for it."""
    was_sent = exists().where(
        _D.campaign.in_(campaigns),
        _D.address == _S.address,
        _D.status.in_([*MAY_HAVE_ARRIVED, DeliveryStatus.UNREACHED]),
    )
    return (_S.status == SubscriptionStatus.ACTIVE, was_sent)


def in_buildings(buildings: Sequence[str]) -> Audience:
    """The audience of a drill: the residents of these buildings; everybody, when none is named."""
    return (_S.status == SubscriptionStatus.ACTIVE, _S.building.in_(buildings)) if buildings else everybody()


async def count(work: UnitOfWork, audience: Audience) -> dict[str, int]:
    """The size of the audience by channel."""
    session = await work.read()
    counts = await session.execute(select(_S.channel, func.count()).where(*audience).group_by(_S.channel))
    return {row[0]: row[1] for row in counts}


async def hazard_choices(work: UnitOfWork, weekday: int) -> list[str]:
    """The sets of hazards that the day's subscribers have chosen."""
    session = await work.read()
    choices = await session.scalars(
        select(_S.hazards).where(_S.status == SubscriptionStatus.ACTIVE, _S.weekday == weekday).distinct()
    )
    return sorted(choices)
