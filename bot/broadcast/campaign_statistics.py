"""How far campaigns are: delivery counts, errors, costs, and how the canary fared."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from bot.broadcast import campaigns
from bot.broadcast.delivery_methods import DeliveryMethod
from bot.storage.shared_statuses import DeliveryStatus
from bot.storage.tables.deliveries import DeliveryRecord
from bot.storage.unit_of_work import UnitOfWork

_D = DeliveryRecord


@dataclass(frozen=True, slots=True)
class CampaignStatistics:
    """The deliveries of one campaign: counts by status and by error, answers, SMS parts, cost in thousandths of a yuan."""

    total: int
    by_status: dict[str, int]
    by_error: dict[str, int] = field(default_factory=dict)
    answered: int = 0
    parts: int = 0
    cost: int = 0

    def count(self, *statuses: DeliveryStatus) -> int:
        """The number of deliveries that have one of these statuses."""
        return sum(self.by_status.get(status, 0) for status in statuses)

    @property
    def unfinished(self) -> int:
        """The number of deliveries that are still to be sent or settled."""
        return self.count(DeliveryStatus.PLANNED, DeliveryStatus.SENDING)


@dataclass(frozen=True, slots=True)
class CanaryProgress:
    """The deliveries that a campaign has attempted: all, those in flight, those to be retried, those that failed."""

    attempted: int
    in_flight: int
    to_retry: int
    failed: int


@dataclass(frozen=True, slots=True)
class CampaignReach:
    """How many a campaign is for, how many it was sent to, and how many answered."""

    title: str
    total: int
    sent: int
    answered: int


async def statistics_of(work: UnitOfWork, campaign: int) -> CampaignStatistics:
    """The campaign's statistics now."""
    session = await work.read()
    in_campaign = _D.campaign == campaign
    statuses = await session.execute(
        select(_D.status, func.count(), func.sum(_D.parts), func.sum(_D.cost), func.count(_D.answered_at))
        .where(in_campaign)
        .group_by(_D.status)
    )
    rows = list(statuses)
    failed = [DeliveryStatus.FAILED, DeliveryStatus.CANCELLED, DeliveryStatus.UNREACHED]
    errors = await session.execute(
        select(_D.error, func.count()).where(in_campaign, _D.status.in_(failed)).group_by(_D.error)
    )
    return CampaignStatistics(
        total=sum(row[1] for row in rows),
        by_status={str(row[0]): row[1] for row in rows},
        by_error={error or "?": count for error, count in errors},
        answered=sum(row[4] for row in rows),
        parts=sum(row[2] or 0 for row in rows),
        cost=sum(row[3] or 0 for row in rows),
    )


async def canary_progress(work: UnitOfWork, campaign: int) -> CanaryProgress:
    """How the campaign's canary has fared so far."""
    session = await work.read()
    attempted = (_D.campaign == campaign, _D.attempts > 0)
    counts = await session.execute(
        select(_D.status, _D.via, func.count()).where(*attempted).group_by(_D.status, _D.via)
    )
    rows = list(counts)
    return CanaryProgress(
        attempted=sum(row[2] for row in rows),
        in_flight=sum(count for status, _, count in rows if status == DeliveryStatus.SENDING),
        to_retry=sum(count for status, _, count in rows if status == DeliveryStatus.PLANNED),
        # A closed window of WeChat's is no failure of the campaign; that the SMS does not go is one.
        failed=sum(
            count
            for status, method, count in rows
            if method == DeliveryMethod.SMS and status in (DeliveryStatus.FAILED, DeliveryStatus.UNREACHED)
        ),
    )


async def has_unfinished(work: UnitOfWork, campaign: int) -> bool:
    """Whether a delivery of the campaign is still planned or in flight."""
    session = await work.read()
    for status in (DeliveryStatus.PLANNED, DeliveryStatus.SENDING):
        query = select(_D.id).where(_D.campaign == campaign, _D.status == status).limit(1)
        if await session.scalar(query) is not None:
            return True
    return False


async def reach_of_latest(work: UnitOfWork, limit: int) -> Sequence[CampaignReach]:
    """The reach of the latest campaigns, the newest first."""
    session = await work.read()
    # The campaigns first, then their deliveries alone: a month has a million of those.
    latest = await campaigns.latest(work, limit)
    counts = await session.execute(
        select(_D.campaign, func.count(), func.count(_D.sent_at), func.count(_D.answered_at))
        .where(_D.campaign.in_([campaign.id for campaign in latest]))
        .group_by(_D.campaign)
    )
    by_campaign = {row[0]: (row[1], row[2], row[3]) for row in counts}
    return [CampaignReach(campaign.title, *by_campaign.get(campaign.id, (0, 0, 0))) for campaign in latest]
