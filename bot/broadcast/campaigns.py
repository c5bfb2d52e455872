"""Campaigns: what is sent to many, when, and how far it is. A slot is taken once, however many try to start it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, or_, select, update

from bot.broadcast.campaign_kinds import CampaignKind
from bot.storage.audit import note
from bot.storage.repository import Repository
from bot.storage.shared_statuses import CAMPAIGN_TRANSITIONS, CampaignStatus
from bot.storage.tables.deliveries import CampaignRecord, PushTextRecord
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import insert_into

URGENT, ORDINARY = 0, 5
CANARY = 20  # deliveries that go out before the rest of an ordinary campaign


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """A campaign to be started. texts: variant → text; first: the size of the canary that goes before the rest, 0: none."""

    slot: str
    kind: CampaignKind
    title: str
    texts: Mapping[str, str]
    not_before: datetime
    actor: str
    priority: int = ORDINARY
    expires: datetime | None = None
    first: int = 0


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign in its current state. first: the size of its canary, 0 once that has gone; reason: why it is paused."""

    id: int
    slot: str
    kind: str
    title: str
    status: CampaignStatus
    priority: int
    not_before: datetime
    expires: datetime | None
    first: int
    reason: str
    actor: str
    created_at: datetime


_C = CampaignRecord
_repository = Repository(CampaignRecord, Campaign, CAMPAIGN_TRANSITIONS)


async def start(work: UnitOfWork, new: NewCampaign, now: datetime) -> Campaign | None:
    """Take the slot and start the campaign; None when the slot is taken already."""
    session = await work.write()
    values = {
        "slot": new.slot,
        "kind": new.kind.value,
        "title": new.title,
        "status": CampaignStatus.RUNNING.value,
        "priority": new.priority,
        "not_before": new.not_before,
        "expires": new.expires,
        "first": new.first,
        "reason": "",
        "actor": new.actor,
        "created_at": now,
        "updated_at": now,
    }
    statement = insert_into(session, _C).values(**values).on_conflict_do_nothing().returning(_C.id)
    campaign_id = await session.scalar(statement)
    if campaign_id is None:
        return None
    for variant, text in new.texts.items():
        await session.execute(insert(PushTextRecord).values(campaign=campaign_id, variant=variant, text=text))
    await note(session, "campaigns", [campaign_id], new.actor, CampaignStatus.RUNNING, now)
    return await find(work, campaign_id)


async def find(work: UnitOfWork, campaign_id: int) -> Campaign | None:
    """The campaign with this number."""
    return await _repository.first(work, _C.id == campaign_id)


async def in_slot(work: UnitOfWork, slot: str) -> Campaign | None:
    """The campaign that has this slot."""
    return await _repository.first(work, _C.slot == slot)


async def latest(work: UnitOfWork, limit: int = 20) -> list[Campaign]:
    """The latest campaigns, the newest first."""
    return await _repository.all(work, newest=True, limit=limit)


async def sendable(work: UnitOfWork, now: datetime, *, only_urgent: bool) -> list[Campaign]:
    """The campaigns whose deliveries may go out now, the urgent ones first; none that has expired."""
    where = [
        _C.status == CampaignStatus.RUNNING,
        _C.not_before <= now,
        or_(_C.expires.is_(None), _C.expires > now),
    ]
    if only_urgent:
        where.append(_C.priority == URGENT)
    campaigns = await _repository.all(work, *where)
    return sorted(campaigns, key=lambda campaign: (campaign.priority, campaign.id))


async def expired(work: UnitOfWork, now: datetime) -> list[Campaign]:
    """The campaigns that have expired while they were running or paused."""
    unfinished = _C.status.in_([CampaignStatus.RUNNING, CampaignStatus.PAUSED])
    return await _repository.all(work, unfinished, _C.expires <= now)


async def change_status(
    work: UnitOfWork,
    campaign_id: int,
    after: CampaignStatus,
    by: Party,
    actor: str,
    now: datetime,
    reason: str = "",
) -> Campaign | None:
    """Bring the campaign to this status; None when its own does not allow that (somebody was quicker)."""
    changed = await _repository.move(work, [_C.id == campaign_id], after, by, actor, now, reason=reason)
    return changed[0] if changed else None


async def finish(work: UnitOfWork, campaign_id: int, now: datetime) -> None:
    """All its deliveries are settled. A campaign that somebody has paused meanwhile stays paused."""
    running = [_C.id == campaign_id, _C.status == CampaignStatus.RUNNING]
    await _repository.move(work, running, CampaignStatus.DONE, Party.SYSTEM, "bot", now, reason="")


async def reopen(work: UnitOfWork, campaign_id: int, now: datetime) -> None:
    """A delivery that was settled has to be tried again: a campaign that was done runs again, any other is left."""
    done = [_C.id == campaign_id, _C.status == CampaignStatus.DONE]
    await _repository.move(work, done, CampaignStatus.RUNNING, Party.SYSTEM, "bot", now, reason="")


async def texts(work: UnitOfWork, campaign_id: int) -> dict[str, str]:
    """The campaign's texts by variant."""
    session = await work.read()
    rows = await session.execute(
        select(PushTextRecord.variant, PushTextRecord.text).where(PushTextRecord.campaign == campaign_id)
    )
    return {row.variant: row.text for row in rows}


async def finish_canary(work: UnitOfWork, campaign_id: int, now: datetime) -> None:
    """The canary went well, or somebody has decided to go on: the rest of the deliveries may follow."""
    session = await work.write()
    await session.execute(update(_C).where(_C.id == campaign_id).values(first=0, updated_at=now))
