"""The ledger of deliveries: a row for each recipient of a campaign. Nobody is in a campaign twice."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, case, exists, func, literal, null, select, text, update
from sqlalchemy.orm import aliased

from bot.broadcast.audiences import MAY_HAVE_ARRIVED, Audience
from bot.broadcast.delivery_methods import DeliveryMethod
from bot.services.subscription.records import SMS
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage.shared_statuses import DELIVERY_TRANSITIONS, IN_FLIGHT, DeliveryStatus
from bot.storage.tables.deliveries import DeliveryRecord
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import insert_into

CHUNK = 50_000  # subscriptions in one statement
A_YEAR = timedelta(days=365)

_D = DeliveryRecord
_S = SubscriptionRecord


async def plan(
    work: UnitOfWork,
    campaign: int,
    audience: Audience,
    variant: str,
    now: datetime,
    *,
    once_a_year: bool = False,
) -> int:
    """Add a row for each of the audience that has none in this campaign, and return how many were added.

    once_a_year: leave out those who were sent this variant by any campaign within the last year.
    """
    in_campaign = aliased(_D)
    wanted = select(
        literal(campaign), _S.id, _S.user, _S.channel, _S.address, literal(variant),
        case((_S.channel == SMS, literal(DeliveryMethod.SMS.value)), else_=literal(DeliveryMethod.KF.value)),
        literal(DeliveryStatus.PLANNED.value), literal(0), literal(now, _D.not_before.type), null(), literal(""),
        literal(""), literal(""), literal(""), literal(0), literal(0), null(), null(), literal(""),
        literal(now, _D.updated_at.type),
    ).where(*audience)  # fmt: skip
    wanted = wanted.where(
        ~exists().where(in_campaign.campaign == campaign, in_campaign.address == _S.address)
    )
    if once_a_year:
        earlier = aliased(_D)
        wanted = wanted.where(
            ~exists().where(
                earlier.address == _S.address, earlier.variant == variant,
                earlier.status.in_(MAY_HAVE_ARRIVED), earlier.updated_at > now - A_YEAR,
            )
        )  # fmt: skip
    columns = [column.name for column in _D.__table__.columns if column.name != "id"]
    return await _insert_in_chunks(work, wanted, columns)


async def _insert_in_chunks(work: UnitOfWork, wanted: Select[tuple[object, ...]], columns: list[str]) -> int:
    """Insert in chunks, all in one transaction: no statement may outlast the statement timeout on a large database."""
    session = await work.write()
    if session.get_bind().dialect.name == "postgresql":
        # Without statistics (a new or restored database) PostgreSQL takes the table for tiny and, for each
        # subscription, scans all rows that it has just inserted: 20,000 took longer than a statement may.
        await session.execute(text("SET LOCAL enable_nestloop = off"))
    last = int(await session.scalar(select(func.max(_S.id))) or 0)
    planned = 0
    for first in range(0, last, CHUNK):
        chunk = wanted.where(_S.id > first, _S.id <= first + CHUNK)
        result = await session.execute(
            insert_into(session, _D).from_select(columns, chunk).on_conflict_do_nothing()
        )
        planned += max(int(getattr(result, "rowcount", 0)), 0)
    return planned


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a provider tells of one message to one address.

    batch: our id of its call; number: the provider's id of the message. One of the two is enough.
    """

    address: str
    batch: str
    number: str
    delivered: bool
    error: str = ""


async def record_receipt(work: UnitOfWork, receipt: Receipt, now: datetime) -> bool:
    """Settle a row by a provider's receipt, also one whose outcome was unknown.

    False when there is no such row, or it is settled already.
    """
    session = await work.write()
    status = DeliveryStatus.DELIVERED if receipt.delivered else DeliveryStatus.FAILED
    # A row that is planned again waits for another attempt: the receipt of the last one does not end it.
    attempted = _D.status.in_(sources(status, (*IN_FLIGHT, DeliveryStatus.SENT)))
    message = _D.batch == receipt.batch if receipt.batch else _D.provider_id == receipt.number
    changed = await session.execute(
        update(_D)
        .where(_D.address == receipt.address, message, attempted)
        .values(status=status, error=receipt.error[:200], lease_until=None, updated_at=now),
        execution_options={"synchronize_session": False},
    )
    return bool(getattr(changed, "rowcount", 0))


async def cancel_planned(
    work: UnitOfWork,
    campaign: int,
    reason: str,
    now: datetime,
    status: DeliveryStatus = DeliveryStatus.CANCELLED,
) -> int:
    """Give every row that is still planned this final status, and return how many there were."""
    session = await work.write()
    where = [_D.campaign == campaign, _D.status.in_(sources(status, (DeliveryStatus.PLANNED,)))]
    changed = await session.execute(
        update(_D).where(*where).values(status=status, error=reason, updated_at=now),
        execution_options={"synchronize_session": False},
    )
    return int(getattr(changed, "rowcount", 0))


def sources(after: DeliveryStatus, among: Collection[DeliveryStatus]) -> list[DeliveryStatus]:
    """Those of these statuses from which the transition table lets a delivery come to `after`."""
    return [status for status in DELIVERY_TRANSITIONS.sources(after, Party.SYSTEM) if status in among]
