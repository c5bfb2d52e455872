"""Rows of the ledger are claimed under a lease, and settled when their outcome is known.

A row is marked `sending` before its call and never sent again blindly: neither SMS provider's call is idempotent
(help.aliyun.com/document_detail/419274.htm), so the provider is first asked about what is still `sending` when its
lease has expired.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, update

from bot.broadcast.delivery_ledger import sources
from bot.services.subscription.statuses import SubscriptionStatus
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage.shared_statuses import IN_FLIGHT, DeliveryStatus
from bot.storage.tables.deliveries import DeliveryRecord
from bot.storage.unit_of_work import UnitOfWork

LEASE_TOLERANCE = timedelta(hours=1)  # more than another worker's lease could be longer than ours
ALONE = "alone: "  # begins the error of a row whose batch was refused, and which is retried by itself

_D = DeliveryRecord
_S = SubscriptionRecord


@dataclass(frozen=True, slots=True)
class ClaimedDelivery:
    """A claimed row with what it takes to send it. attempts: including the one that it is claimed for."""

    id: int
    user: str
    phone: str
    address: str
    variant: str
    method: str
    attempts: int


@dataclass(frozen=True, slots=True)
class ExpiredLease:
    """A row that was in flight when its worker died: what to ask the provider about."""

    id: int
    phone: str
    method: str
    batch: str
    since: datetime


@dataclass(frozen=True, slots=True)
class DeliveryResult:
    """What became of a row. retry_at: when it is tried again; method: by which other method, if it changes.

    cost: thousandths of a yuan.
    """

    id: int
    status: DeliveryStatus
    provider: str = ""
    provider_id: str = ""
    error: str = ""
    parts: int = 0
    cost: int = 0
    retry_at: datetime | None = None
    method: str = ""


async def claim(
    work: UnitOfWork,
    campaign: int,
    batch: str,
    now: datetime,
    lease: timedelta,
    batch_sizes: Mapping[str, int],
    *,
    retries_only: bool = False,
) -> list[ClaimedDelivery]:
    """Claim rows of one method and one variant for `lease`. Two workers never get the same row.

    batch_sizes: how many rows one call of each method carries; a method that is missing is not used now.
    Rows whose recipient has unsubscribed since they were planned are cancelled instead.
    """
    session = await work.write()
    due: list[ColumnElement[bool]] = [
        _D.campaign == campaign, _D.status == DeliveryStatus.PLANNED, _D.not_before <= now,
        _D.via.in_(list(batch_sizes)), *((_D.attempts > 0,) if retries_only else ()),
    ]  # fmt: skip
    # In the order of the index, so that what is tried again comes before what is new.
    first = select(_D.id, _D.via, _D.variant, _D.error).where(*due).order_by(_D.via, _D.variant, _D.id)
    head = (await session.execute(first.limit(1))).first()
    if head is None:
        return []
    alone = head.error.startswith(ALONE)
    alike = (_D.id == head.id,) if alone else (_D.error.not_like(f"{ALONE}%"),)
    rows = select(_D.id).where(*due, _D.via == head.via, _D.variant == head.variant, *alike)
    claimed = await session.execute(
        update(_D)
        .where(_D.id.in_(_locked(rows, batch_sizes[head.via])))
        .values(
            status=DeliveryStatus.SENDING,
            lease_until=now + lease,
            batch=batch,
            attempts=_D.attempts + 1,
            updated_at=now,
        )
        .returning(_D.id, _D.subscription, _D.address, _D.attempts),
        execution_options={"synchronize_session": False},
    )
    return await _with_phones(work, {row.subscription: row for row in claimed}, head.variant, head.via, now)


def _locked(rows: Select[int], limit: int) -> Select[int]:
    """The first `limit` ids that no other worker holds, locked until the transaction ends.

    They are looked up once, in a common table expression: as a plain subquery, PostgreSQL may look them up anew for each
    row of the ledger, and as rows that this very statement has changed are skipped, more than `limit` would be taken
    (www.postgresql.org/docs/current/queries-with.html: a materialized WITH query is evaluated once).
    """
    locked = rows.order_by(_D.id).limit(limit).with_for_update(skip_locked=True).cte("locked")
    return select(locked.prefix_with("MATERIALIZED", dialect="postgresql").c.id)


async def _with_phones(
    work: UnitOfWork, rows: Mapping[int, Any], variant: str, method: str, now: datetime
) -> list[ClaimedDelivery]:
    """Add what it takes to send the claimed rows (subscription → row); cancel those who have unsubscribed."""
    session = await work.write()
    subscribers = await session.execute(
        select(_S.id, _S.user, _S.phone).where(_S.id.in_(rows), _S.status == SubscriptionStatus.ACTIVE)
    )
    deliveries = [
        ClaimedDelivery(
            rows[person.id].id, person.user, person.phone,
            rows[person.id].address, variant, method, rows[person.id].attempts,
        )
        for person in subscribers
    ]  # fmt: skip
    unsubscribed = {row.id for row in rows.values()} - {delivery.id for delivery in deliveries}
    await settle(
        work,
        [DeliveryResult(row, DeliveryStatus.CANCELLED, error="unsubscribed") for row in unsubscribed],
        now,
    )
    return sorted(deliveries, key=lambda delivery: delivery.id)


async def settle(work: UnitOfWork, results: Sequence[DeliveryResult], now: datetime) -> None:
    """Write down what became of rows; rows with equal results go in one statement."""
    session = await work.write()
    ids_by_result: dict[DeliveryResult, list[int]] = {}
    for result in results:
        ids_by_result.setdefault(replace(result, id=0), []).append(result.id)
    for result, ids in ids_by_result.items():
        await session.execute(
            update(_D)
            .where(_D.id.in_(ids), _D.status.in_(sources(result.status, IN_FLIGHT)))
            .values(**_columns(result, now)),
            execution_options={"synchronize_session": False},
        )


def _columns(result: DeliveryResult, now: datetime) -> dict[str, object]:
    values: dict[str, object] = {
        "status": result.status, "provider": result.provider, "provider_id": result.provider_id,
        "error": result.error[:200], "lease_until": None, "updated_at": now,
    }  # fmt: skip
    values |= {"parts": result.parts, "cost": _D.cost + result.cost} if result.parts else {}
    values |= {"sent_at": now} if result.status is DeliveryStatus.SENT else {}
    values |= {"not_before": result.retry_at} if result.retry_at else {}
    values |= {"via": result.method} if result.method else {}
    return values


async def claim_expired(work: UnitOfWork, now: datetime, lease: timedelta, limit: int) -> list[ExpiredLease]:
    """Rows whose lease has expired, under a new lease, so that a single worker asks about each."""
    session = await work.write()
    # A lease that ends far in the future was given under a wrong clock, and would hold the row until then.
    expired = or_(_D.lease_until < now, _D.lease_until > now + lease + LEASE_TOLERANCE)
    held = select(_D.id).where(_D.status == DeliveryStatus.SENDING, expired)
    claimed = await session.execute(
        update(_D)
        .where(_D.id.in_(_locked(held, limit)))
        .values(lease_until=now + lease)
        .returning(_D.id, _D.subscription, _D.via, _D.batch, _D.updated_at),
        execution_options={"synchronize_session": False},
    )
    rows = list(claimed)
    subscribers = await session.execute(
        select(_S.id, _S.phone).where(_S.id.in_({row.subscription for row in rows}))
    )
    phones = {row.id: row.phone for row in subscribers}
    return [
        ExpiredLease(row.id, phones.get(row.subscription, ""), row.via, row.batch, row.updated_at)
        for row in rows
    ]
