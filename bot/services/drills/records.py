"""Answers to a drill, stored with the deliveries of the campaign that asked."""

from datetime import datetime

from sqlalchemy import func, select, update

from bot.storage.shared_statuses import CampaignStatus
from bot.storage.tables.deliveries import CampaignRecord, DeliveryRecord
from bot.storage.unit_of_work import UnitOfWork

_C, _D = CampaignRecord, DeliveryRecord
_ANSWERABLE = [CampaignStatus.RUNNING, CampaignStatus.DONE]


async def answered(
    work: UnitOfWork, phone: str, user: str, text: str, now: datetime, kind: str = "drill"
) -> int:
    """Store an answer to the newest open drill of this phone or user: how many deliveries it answers."""
    session = await work.write()
    address = work.cipher.index("subscription", phone or user)
    newest = (
        select(func.max(_D.id))
        .join(_C, _C.id == _D.campaign)
        .where(
            _C.kind == kind,
            _C.status.in_(_ANSWERABLE),
            _D.address == address,
            _D.answered_at.is_(None),
        )
        .where(_C.expires > now)
    )
    changed = await session.execute(
        update(_D)
        .where(_D.id == newest.scalar_subquery())
        .values(answered_at=now, answer=text[:100], updated_at=now),
        execution_options={"synchronize_session": False},
    )
    return int(getattr(changed, "rowcount", 0))


async def drill_open(work: UnitOfWork, now: datetime) -> bool:
    """Whether a drill is on whose answers are counted."""
    session = await work.read()
    query = select(_C.id).where(_C.kind == "drill", _C.expires > now, _C.status.in_(_ANSWERABLE))
    return await session.scalar(query.limit(1)) is not None
