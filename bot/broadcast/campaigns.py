"""Campaigns: what goes to many, when, and where it stands. A slot is taken once, however many want to start it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, or_, select, update

from bot.storage.audit import note
from bot.storage.database import UnitOfWork
from bot.storage.repository import Repository
from bot.storage.shared_statuses import CAMPAIGN_TRANSITIONS, CampaignStatus
from bot.storage.tables.deliveries import CampaignRecord, PushTextRecord
from bot.storage.transitions import Party
from bot.storage.upsert import insert_into

URGENT, ORDINARY = 0, 5


@dataclass(frozen=True, slots=True)
class NewCampaign:
    """What is to go out. texts: variant → what it says; first: how many go before the rest, 0 for no trial."""

    slot: str
    kind: str
    title: str
    texts: Mapping[str, str]
    not_before: datetime
    actor: str
    priority: int = ORDINARY
    expires: datetime | None = None
    first: int = 0


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as it stands. reason: why it is paused or stopped."""

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
_rows = Repository(CampaignRecord, Campaign, CAMPAIGN_TRANSITIONS)


async def start(work: UnitOfWork, new: NewCampaign, now: datetime) -> Campaign | None:
    """Take the slot; None when it is taken already, by whomever."""
    session = await work.write()
    values = {
        "slot": new.slot,
        "kind": new.kind,
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
    row = await session.scalar(statement)
    if row is None:
        return None
    for variant, said in new.texts.items():
        await session.execute(insert(PushTextRecord).values(campaign=row, variant=variant, text=said))
    await note(session, "campaigns", [row], new.actor, CampaignStatus.RUNNING, now)
    return await find(work, row)


async def find(work: UnitOfWork, row: int) -> Campaign | None:
    """The campaign with this number."""
    return await _rows.one(work, _C.id == row)


async def in_slot(work: UnitOfWork, slot: str) -> Campaign | None:
    """The campaign that has this slot."""
    return await _rows.one(work, _C.slot == slot)


async def latest(work: UnitOfWork, limit: int = 20) -> list[Campaign]:
    """The newest first."""
    return await _rows.all(work, newest=True, limit=limit)


async def to_send(work: UnitOfWork, now: datetime, *, only_urgent: bool) -> list[Campaign]:
    """Those whose rows may go out now, the urgent first; nothing after its end."""
    where = [
        _C.status == CampaignStatus.RUNNING,
        _C.not_before <= now,
        or_(_C.expires.is_(None), _C.expires > now),
    ]
    if only_urgent:
        where.append(_C.priority == URGENT)
    found = await _rows.all(work, *where)
    return sorted(found, key=lambda one: (one.priority, one.id))


async def outdated(work: UnitOfWork, now: datetime) -> list[Campaign]:
    """Running or paused after its end."""
    return await _rows.all(
        work, _C.status.in_([CampaignStatus.RUNNING, CampaignStatus.PAUSED]), _C.expires <= now
    )


async def move(
    work: UnitOfWork,
    row: int,
    status: CampaignStatus,
    by: Party,
    actor: str,
    now: datetime,
    reason: str = "",
) -> Campaign | None:
    """Bring it to this status; None when it is not where that can be done from (somebody was quicker)."""
    changed = await _rows.move(work, [_C.id == row], status, by, actor, now, reason=reason)
    return changed[0] if changed else None


async def finish(work: UnitOfWork, row: int, now: datetime) -> None:
    """All its rows are settled. One that somebody paused meanwhile stays so."""
    running = [_C.id == row, _C.status == CampaignStatus.RUNNING]
    await _rows.move(work, running, CampaignStatus.DONE, Party.SYSTEM, "bot", now, reason="")


async def texts(work: UnitOfWork, row: int) -> dict[str, str]:
    """What the campaign says, by variant."""
    session = await work.read()
    found = await session.execute(
        select(PushTextRecord.variant, PushTextRecord.text).where(PushTextRecord.campaign == row)
    )
    return {row.variant: row.text for row in found}


async def tried(work: UnitOfWork, row: int, now: datetime) -> None:
    """The first few went well: the rest may follow."""
    session = await work.write()
    await session.execute(update(_C).where(_C.id == row).values(first=0, updated_at=now))
