"""The ledger of deliveries: planned, claimed under a lease, settled. Nobody is in a campaign twice.

A row is marked `sending` before its call and never sent again blindly: neither SMS provider's call is idempotent
(help.aliyun.com/document_detail/419274.htm), so what is found `sending` after its lease is asked about first.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, literal, null, or_, select, text, update
from sqlalchemy.orm import aliased

from bot.services.subscription.records import ACTIVE, SMS
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage.database import UnitOfWork
from bot.storage.shared_statuses import DELIVERY_TRANSITIONS, IN_FLIGHT, DeliveryStatus
from bot.storage.tables.deliveries import DeliveryRecord
from bot.storage.transitions import Party
from bot.storage.upsert import insert_into

Audience = tuple[ColumnElement[bool], ...]
PIECE = 50_000  # subscriptions in one statement
A_YEAR = timedelta(days=365)
FAR = timedelta(hours=1)  # more than another worker's lease could be longer than ours
ALONE = "alone: "  # before the error of a row that is to go by itself, since its call was refused whole


class Via(StrEnum):
    """How it is tried: SMS, or one of WeChat's ways; what none of them reaches is for the door list."""

    SMS = "sms"
    KF = "kf"
    SUBSCRIBE = "subscribe"
    TEMPLATE = "template"
    MASS = "mass"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed row with what it takes to send it."""

    id: int
    user: str
    phone: str
    address: str
    variant: str
    via: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Airborne:
    """A row whose sender died: what to ask the provider about."""

    id: int
    phone: str
    via: str
    batch: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a row; `again`: when it is tried again (with `via`, where another way is tried)."""

    id: int
    fate: DeliveryStatus
    provider: str = ""
    provider_id: str = ""
    error: str = ""
    parts: int = 0
    cost: int = 0
    again: datetime | None = None
    via: str = ""


_D = DeliveryRecord
_S = SubscriptionRecord
HAD = (
    DeliveryStatus.PLANNED,
    DeliveryStatus.SENDING,
    DeliveryStatus.SENT,
    DeliveryStatus.DELIVERED,
    DeliveryStatus.UNCLEAR,
)


async def plan(
    work: UnitOfWork,
    campaign: int,
    audience: Audience,
    variant: str,
    now: datetime,
    *,
    fresh: bool = False,
) -> int:
    """A row for each of the audience that has none in this campaign; how many.

    fresh: only for those who did not have this variant in any campaign within a year.
    """
    there = aliased(_D)
    wanted = select(
        literal(campaign), _S.id, _S.user, _S.channel, _S.address, literal(variant),
        case((_S.channel == SMS, literal(Via.SMS.value)), else_=literal(Via.KF.value)),
        literal(DeliveryStatus.PLANNED.value), literal(0), literal(now, _D.not_before.type), null(), literal(""),
        literal(""), literal(""), literal(""), literal(0), literal(0), null(), null(), literal(""),
        literal(now, _D.updated_at.type),
    ).where(*audience)  # fmt: skip
    wanted = wanted.where(~exists().where(there.campaign == campaign, there.address == _S.address))
    if fresh:
        had = aliased(_D)
        wanted = wanted.where(
            ~exists().where(
                had.address == _S.address, had.variant == variant,
                had.status.in_(HAD), had.updated_at > now - A_YEAR,
            )
        )  # fmt: skip
    columns = [column.name for column in _D.__table__.columns if column.name != "id"]
    return await _inserted(work, wanted, columns)


async def _inserted(work: UnitOfWork, wanted: Select[tuple[object, ...]], columns: list[str]) -> int:
    """In pieces, for no statement may take longer than a crowded database is waited for; all in one transaction."""
    session = await work.write()
    if session.get_bind().dialect.name == "postgresql":
        # Before it has statistics of a new or restored database it takes the table for tiny and looks, for each
        # subscription, through all rows that it has just inserted: 20,000 took longer than a statement may.
        await session.execute(text("SET LOCAL enable_nestloop = off"))
    last = int(await session.scalar(select(func.max(_S.id))) or 0)
    planned = 0
    for first in range(0, last, PIECE):
        piece = wanted.where(_S.id > first, _S.id <= first + PIECE)
        result = await session.execute(
            insert_into(session, _D).from_select(columns, piece).on_conflict_do_nothing()
        )
        planned += max(int(getattr(result, "rowcount", 0)), 0)
    return planned


async def claim(
    work: UnitOfWork,
    campaign: int,
    batch: str,
    now: datetime,
    lease: timedelta,
    most: dict[str, int],
    *,
    begun: bool = False,
) -> list[Parcel]:
    """Take rows of one way and one text, for `lease`; what was unsubscribed meanwhile is cancelled instead.

    most: how many one call of each way carries; a way that is not in it rests. begun: only what was tried before.
    Two workers never get the same row.
    """
    session = await work.write()
    due: list[ColumnElement[bool]] = [
        _D.campaign == campaign, _D.status == DeliveryStatus.PLANNED, _D.not_before <= now, _D.via.in_(most),
        *((_D.attempts > 0,) if begun else ()),
    ]  # fmt: skip
    # In the order of the index, so that what is tried again comes before what is new.
    first = select(_D.id, _D.via, _D.variant, _D.error).where(*due).order_by(_D.via, _D.variant, _D.id)
    head = (await session.execute(first.limit(1))).first()
    if head is None:
        return []
    single = head.error.startswith(ALONE)
    these = (_D.id == head.id,) if single else (_D.error.not_like(f"{ALONE}%"),)
    ids = (
        select(_D.id)
        .where(*due, _D.via == head.via, _D.variant == head.variant, *these)
        .order_by(_D.id)
        .limit(most[head.via])
        .with_for_update(skip_locked=True)
    )
    taken = await session.execute(
        update(_D)
        .where(_D.id.in_(ids.scalar_subquery()))
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
    return await _opened(work, {row.subscription: row for row in taken}, head.variant, head.via, now)


async def _opened(
    work: UnitOfWork, rows: Mapping[int, Any], variant: str, via: str, now: datetime
) -> list[Parcel]:
    """The claimed rows with what it takes to send them; whoever has unsubscribed is cancelled."""
    session = await work.write()
    people = await session.execute(
        select(_S.id, _S.user, _S.phone).where(_S.id.in_(rows), _S.status == ACTIVE)
    )
    parcels = [
        Parcel(
            rows[one.id].id, one.user, one.phone,
            rows[one.id].address, variant, via, rows[one.id].attempts,
        )
        for one in people
    ]  # fmt: skip
    gone = {row.id for row in rows.values()} - {parcel.id for parcel in parcels}
    await settle(work, [Settled(row, DeliveryStatus.CANCELLED, error="unsubscribed") for row in gone], now)
    return sorted(parcels, key=lambda parcel: parcel.id)


async def settle(work: UnitOfWork, settled: Sequence[Settled], now: datetime) -> None:
    """Write down what became of rows; rows that fared alike go in one statement."""
    session = await work.write()
    alike: dict[Settled, list[int]] = {}
    for one in settled:
        key = Settled(
            0, one.fate, one.provider, one.provider_id, one.error, one.parts, one.cost, one.again, one.via
        )
        alike.setdefault(key, []).append(one.id)
    for one, ids in alike.items():
        values: dict[str, object] = {
            "status": one.fate, "provider": one.provider, "provider_id": one.provider_id,
            "error": one.error[:200], "lease_until": None, "updated_at": now,
        }  # fmt: skip
        values |= {"parts": one.parts, "cost": _D.cost + one.cost} if one.parts else {}
        values |= {"sent_at": now} if one.fate is DeliveryStatus.SENT else {}
        values |= {"not_before": one.again} if one.again else {}
        values |= {"via": one.via} if one.via else {}
        await session.execute(
            update(_D).where(_D.id.in_(ids), _D.status.in_(_sources(one.fate, IN_FLIGHT))).values(**values),
            execution_options={"synchronize_session": False},
        )


async def adrift(work: UnitOfWork, now: datetime, lease: timedelta, most: int) -> list[Airborne]:
    """Rows whose lease is over, taken anew so that one worker asks about each."""
    session = await work.write()
    # A lease that ends far off was given under a clock that was wrong, and would hold the row until then.
    over = or_(_D.lease_until < now, _D.lease_until > now + lease + FAR)
    ids = (
        select(_D.id)
        .where(_D.status == DeliveryStatus.SENDING, over)
        .order_by(_D.id)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    taken = await session.execute(
        update(_D)
        .where(_D.id.in_(ids.scalar_subquery()))
        .values(lease_until=now + lease)
        .returning(_D.id, _D.subscription, _D.via, _D.batch, _D.updated_at),
        execution_options={"synchronize_session": False},
    )
    rows = list(taken)
    phones = await session.execute(
        select(_S.id, _S.phone).where(_S.id.in_({row.subscription for row in rows}))
    )
    known = {row.id: row.phone for row in phones}
    return [
        Airborne(row.id, known.get(row.subscription, ""), row.via, row.batch, row.updated_at) for row in rows
    ]


async def report(
    work: UnitOfWork, batch: str, address: str, *, delivered: bool, error: str, now: datetime
) -> bool:
    """A provider's receipt: also for a row that nobody knows the fate of. False: there is no such row, or it is settled."""
    session = await work.write()
    fate = DeliveryStatus.DELIVERED if delivered else DeliveryStatus.FAILED
    # A row that is planned again waits for another try: the receipt of the last one does not end it.
    tried = _D.status.in_(_sources(fate, (*IN_FLIGHT, DeliveryStatus.SENT)))
    where = [_D.batch == batch, tried] + ([_D.address == address] if address else [])
    changed = await session.execute(
        update(_D).where(*where).values(status=fate, error=error[:200], lease_until=None, updated_at=now),
        execution_options={"synchronize_session": False},
    )
    return bool(getattr(changed, "rowcount", 0))


async def drop(
    work: UnitOfWork,
    campaign: int,
    reason: str,
    now: datetime,
    fate: DeliveryStatus = DeliveryStatus.CANCELLED,
) -> int:
    """What is still planned never goes."""
    session = await work.write()
    where = [_D.campaign == campaign, _D.status.in_(_sources(fate, (DeliveryStatus.PLANNED,)))]
    changed = await session.execute(
        update(_D).where(*where).values(status=fate, error=reason, updated_at=now),
        execution_options={"synchronize_session": False},
    )
    return int(getattr(changed, "rowcount", 0))


def _sources(fate: DeliveryStatus, among: Collection[DeliveryStatus]) -> list[DeliveryStatus]:
    """Those of these statuses from which the transition table lets a row come to this one."""
    return [status for status in DELIVERY_TRANSITIONS.sources(fate, Party.SYSTEM) if status in among]
