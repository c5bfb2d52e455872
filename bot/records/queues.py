"""How much waits in the records, and since when: for whoever watches the service, not for residents."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from bot.records import handoffs, tickets
from bot.records.campaigns import State
from bot.records.database import UnitOfWork
from bot.records.deliveries import Fate
from bot.records.models import NoticeRecord
from bot.records.tables.handoffs import HandoffRecord
from bot.records.tables.push import CampaignRecord, DeliveryRecord, WarningRecord
from bot.records.tables.tickets import TicketRecord
from bot.records.warnings import Stage

_D = DeliveryRecord
_H = HandoffRecord
_T = TicketRecord
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
    going = select(CampaignRecord.id).where(CampaignRecord.status == State.RUNNING)
    due = (_D.status == Fate.PLANNED, _D.not_before <= now, _D.campaign.in_(going))
    unconfirmed = (_W.status.in_([Stage.DRAFT, Stage.CONFIRMED]), _W.expires > now)
    return {
        "notices": (NoticeRecord.created_at, (NoticeRecord.delivered_at.is_(None),)),
        "handoffs": (_H.created_at, (_H.status == handoffs.WAITING,)),
        "callbacks": (_H.created_at, (_H.status == handoffs.CALLBACK,)),
        "tickets": (_T.created_at, (_T.status == tickets.RECEIVED,)),
        "deliveries_due": (_D.not_before, due),
        "deliveries_in_the_air": (_D.updated_at, (_D.status == Fate.SENDING,)),
        "deliveries_unclear": (_D.updated_at, (_D.status == Fate.UNCLEAR,)),
        "warnings_unconfirmed": (_W.created_at, unconfirmed),
    }
