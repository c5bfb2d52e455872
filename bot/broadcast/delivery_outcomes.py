"""What WeChat tells afterwards of a message that it had accepted: it arrived, or the fallback order goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from bot.broadcast import campaigns
from bot.broadcast.delivery_ledger import sources
from bot.broadcast.delivery_methods import DeliveryMethod
from bot.broadcast.fallback_order import next_method, status_when_exhausted
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage.shared_statuses import IN_FLIGHT, CampaignStatus, DeliveryStatus
from bot.storage.tables.deliveries import DeliveryRecord
from bot.storage.unit_of_work import UnitOfWork

RECENT = timedelta(hours=1)  # WeChat tells within seconds, repeated for three times at most
_ATTEMPTED = (*IN_FLIGHT, DeliveryStatus.SENT)
_D = DeliveryRecord
_S = SubscriptionRecord


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """user: "" for all recipients of a mass send; number: WeChat's id of the message, "" where none is known."""

    method: DeliveryMethod
    user: str
    number: str
    delivered: bool
    error: str = ""


async def record_outcome(work: UnitOfWork, outcome: DeliveryOutcome, now: datetime) -> int:
    """Settle the rows that it tells of, or plan them again by the next method; how many there were.

    It may come before the sender has settled the row, and 订阅通知 are sent without a number: then the resident's last
    row without one counts. A campaign that was done runs again.
    """
    rows = await _rows(work, outcome, now)
    by_group: dict[tuple[int, bool], list[int]] = {}
    for row in rows:
        by_group.setdefault((row.campaign, bool(row.phone)), []).append(row.id)
    for (campaign_id, has_phone), ids in by_group.items():
        await _settle(work, outcome, campaign_id, ids, now, has_phone=has_phone)
    return len(rows)


async def _rows(work: UnitOfWork, outcome: DeliveryOutcome, now: datetime) -> Sequence[Any]:
    session = await work.write()
    rows = (
        select(_D.id, _D.campaign, _D.via, _D.status, _S.phone)
        .join(_S, _S.id == _D.subscription, isouter=True)
        .order_by(_D.updated_at.desc(), _D.id.desc())
    )
    if not outcome.user:
        return _attempted(await session.execute(rows.where(_D.provider_id == outcome.number)), outcome)
    theirs = _D.address == work.cipher.index("subscription", outcome.user)
    if outcome.number:
        named = list(await session.execute(rows.where(theirs, _D.provider_id == outcome.number)))
        if named:  # settled, or told of before
            return _attempted(named, outcome)
    unnamed = [theirs, _D.provider_id == "", _D.updated_at > now - RECENT]
    return _attempted(await session.execute(rows.where(*unnamed)), outcome)[:1]


def _attempted(rows: Iterable[Any], outcome: DeliveryOutcome) -> list[Any]:
    return [row for row in rows if row.via == outcome.method and row.status in _ATTEMPTED]


async def _settle(
    work: UnitOfWork,
    outcome: DeliveryOutcome,
    campaign_id: int,
    ids: Sequence[int],
    now: datetime,
    *,
    has_phone: bool,
) -> None:
    status, method = DeliveryStatus.DELIVERED, ""
    if not outcome.delivered:
        status, method = await _after_failure(work, outcome, campaign_id, now, has_phone=has_phone)
    session = await work.write()
    values: dict[str, object] = {
        "status": status, "error": outcome.error[:200], "lease_until": None, "updated_at": now
    }  # fmt: skip
    values |= {"provider_id": outcome.number} if outcome.number else {}
    values |= {"via": method, "not_before": now} if method else {}
    await session.execute(
        update(_D).where(_D.id.in_(ids), _D.status.in_(sources(status, _ATTEMPTED))).values(**values),
        execution_options={"synchronize_session": False},
    )


async def _after_failure(
    work: UnitOfWork, outcome: DeliveryOutcome, campaign_id: int, now: datetime, *, has_phone: bool
) -> tuple[DeliveryStatus, str]:
    """The status of the rows, and the method that is tried next; the sender skips one that is not set up."""
    campaign = await campaigns.find(work, campaign_id)
    if campaign is None:
        return DeliveryStatus.FAILED, ""
    method = next_method(campaign.kind, outcome.method, tuple(DeliveryMethod), has_phone=has_phone)
    is_over = campaign.status is CampaignStatus.STOPPED or (campaign.expires and campaign.expires <= now)
    if method is None or is_over:
        return status_when_exhausted(campaign.kind), ""
    await campaigns.reopen(work, campaign_id, now)
    return DeliveryStatus.PLANNED, method
