"""Official warnings, word for word: entered or imported by one, an orange or red one confirmed by a second person."""

from dataclasses import asdict, dataclass
from datetime import datetime

from bot.storage.repository import Repository
from bot.storage.shared_statuses import WARNING_TRANSITIONS, WarningStatus
from bot.storage.tables.deliveries import WarningRecord
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork

LEVELS = ("蓝", "黄", "橙", "红")  # 气象灾害预警信号发布与传播办法, in rising order
_ALONE = frozenset({"蓝", "黄"})


@dataclass(frozen=True, slots=True)
class NewWarning:
    """As it was issued. event: the first identifier of its chain; kind: Alert, Update or Cancel."""

    event: str
    sender: str
    identifier: str
    sent_at: datetime
    kind: str
    hazard: str
    level: str
    area: str
    text: str
    issuer: str
    issued_at: datetime
    expires: datetime
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """A warning as it stands."""

    id: int
    event: str
    sender: str
    identifier: str
    kind: str
    status: WarningStatus
    hazard: str
    level: str
    area: str
    text: str
    issuer: str
    issued_at: datetime
    expires: datetime
    by: str
    second: str
    created_at: datetime


_W = WarningRecord
_rows = Repository(WarningRecord, Warned, WARNING_TRANSITIONS)


async def enter(work: UnitOfWork, new: NewWarning, actor: str, now: datetime) -> tuple[Warned, bool]:
    """Write it down as a draft; the same one twice is one. And whether it is new."""
    await work.write()
    there = await _rows.first(
        work, _W.sender == new.sender, _W.identifier == new.identifier, _W.sent_at == new.sent_at
    )
    if there:
        return there, False
    values = asdict(new) | {"status": WarningStatus.DRAFT.value, "by": "", "second": ""}
    return await _rows.add(work, actor, now, **values), True


async def confirm(work: UnitOfWork, row: int, actor: str, now: datetime) -> Warned | None:
    """A person answers for it: blue and yellow need one, everything else two different ones. None: not now."""
    await work.write()
    one = await _rows.first(work, _W.id == row)
    if one is None or one.expires <= now or (one.status == WarningStatus.CONFIRMED and one.by == actor):
        return None
    live = one.level in _ALONE or one.kind == "Cancel" or one.status == WarningStatus.CONFIRMED
    values = {"second": actor} if one.status == WarningStatus.CONFIRMED else {"by": actor}
    status = WarningStatus.LIVE if live else WarningStatus.CONFIRMED
    unchanged = [_W.id == row, _W.status == one.status]
    changed = await _rows.move(work, unchanged, status, Party.STAFF, actor, now, **values)
    return changed[0] if changed else None


async def live(work: UnitOfWork, now: datetime) -> list[Warned]:
    """What is in force now, the gravest first; what another process changed shows within a second."""
    found = await work.cached(_live)
    return sorted((one for one in found if one.expires > now), key=lambda one: -rank(one.level))


async def _live(work: UnitOfWork) -> list[Warned]:
    return await _rows.all(work, _W.status == WarningStatus.LIVE)


async def of_event(work: UnitOfWork, event: str) -> list[Warned]:
    """The chain of an event that went live, oldest first."""
    return await _rows.all(work, _W.event == event, _W.status.in_([WarningStatus.LIVE, WarningStatus.ENDED]))


async def find(work: UnitOfWork, row: int) -> Warned | None:
    """The warning with this number."""
    return await _rows.first(work, _W.id == row)


async def event_of(work: UnitOfWork, identifiers: list[str]) -> str:
    """The event that one of these identifiers belongs to; "" when none is known."""
    one = await _rows.first(work, _W.identifier.in_(identifiers)) if identifiers else None
    return one.event if one else ""


async def waiting(work: UnitOfWork, now: datetime) -> list[Warned]:
    """What a person has still to confirm."""
    return await _rows.all(
        work, _W.status.in_([WarningStatus.DRAFT, WarningStatus.CONFIRMED]), _W.expires > now
    )


async def end(work: UnitOfWork, event: str, actor: str, now: datetime, *, but: int = 0) -> list[Warned]:
    """The event's warnings are over, or replaced by the one numbered `but`."""
    others = [_W.event == event, _W.id != but]
    return await _rows.move(work, others, WarningStatus.ENDED, Party.STAFF, actor, now)


def rank(level: str) -> int:
    """How grave: 0 for a warning without a level."""
    return LEVELS.index(level) + 1 if level in LEVELS else 0
