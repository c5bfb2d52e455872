"""How much waits in the records, and since when: for whoever watches the service, not for residents."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from bot.services import RECORD_TYPES
from bot.storage.database import UnitOfWork
from bot.storage.shared_statuses import CampaignStatus, DeliveryStatus, WarningStatus
from bot.storage.tables.deliveries import CampaignRecord, DeliveryRecord, WarningRecord
from bot.storage.tables.notices import NoticeRecord

_D = DeliveryRecord
_W = WarningRecord

Since = InstrumentedAttribute[datetime]
Where = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """length: rows that wait; oldest: since when the first of them does, None where none do."""

    length: int
    oldest: datetime | None


async def waiting(work: UnitOfWork, now: datetime) -> dict[str, Waiting]:
    """Every queue by its name."""
    session = await work.read()
    found = {}
    for name, (since, where) in _queues(now).items():
        row = (await session.execute(select(func.count(), func.min(since)).where(*where))).one()
        found[name] = Waiting(int(row[0]), row[1])
    return found


def _queues(now: datetime) -> dict[str, tuple[Since, Where]]:
    going = select(CampaignRecord.id).where(CampaignRecord.status == CampaignStatus.RUNNING)
    due = (_D.status == DeliveryStatus.PLANNED, _D.not_before <= now, _D.campaign.in_(going))
    unconfirmed = (_W.status.in_([WarningStatus.DRAFT, WarningStatus.CONFIRMED]), _W.expires > now)
    of_services = {
        name: (queue.since, queue.where(now))
        for kind in RECORD_TYPES.values()
        for name, queue in kind.queues.items()
    }
    return of_services | {
        "notices": (NoticeRecord.created_at, (NoticeRecord.delivered_at.is_(None),)),
        "deliveries_due": (_D.not_before, due),
        "deliveries_in_the_air": (_D.updated_at, (_D.status == DeliveryStatus.SENDING,)),
        "deliveries_unclear": (_D.updated_at, (_D.status == DeliveryStatus.UNCLEAR,)),
        "warnings_unconfirmed": (_W.created_at, unconfirmed),
    }
