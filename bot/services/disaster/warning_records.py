"""Official warnings, word for word: a person enters or imports them; orange and red need a second person."""

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
    """A warning as it was issued. event: the first identifier of its chain; kind: Alert, Update or Cancel."""

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
class IssuedWarning:
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
_rows = Repository(WarningRecord, IssuedWarning, WARNING_TRANSITIONS)


async def enter(work: UnitOfWork, new: NewWarning, actor: str, now: datetime) -> tuple[IssuedWarning, bool]:
    """Add a draft; False when the same warning was added before."""
    await work.write()
    existing = await _rows.first(
        work, _W.sender == new.sender, _W.identifier == new.identifier, _W.sent_at == new.sent_at
    )
    if existing:
        return existing, False
    values = asdict(new) | {"status": WarningStatus.DRAFT.value, "by": "", "second": ""}
    return await _rows.add(work, actor, now, **values), True


async def confirm(work: UnitOfWork, row: int, actor: str, now: datetime) -> IssuedWarning | None:
    """Somebody confirms it; blue and yellow need one person, all others two. None: over, or they confirmed it before."""
    await work.write()
    warning = await _rows.first(work, _W.id == row)
    if (
        warning is None
        or warning.expires <= now
        or (warning.status == WarningStatus.CONFIRMED and warning.by == actor)
    ):
        return None
    live = warning.level in _ALONE or warning.kind == "Cancel" or warning.status == WarningStatus.CONFIRMED
    values = {"second": actor} if warning.status == WarningStatus.CONFIRMED else {"by": actor}
    status = WarningStatus.LIVE if live else WarningStatus.CONFIRMED
    unchanged = [_W.id == row, _W.status == warning.status]
    changed = await _rows.move(work, unchanged, status, Party.STAFF, actor, now, **values)
    return changed[0] if changed else None


async def live(work: UnitOfWork, now: datetime) -> list[IssuedWarning]:
    """The warnings in force, the gravest first; changes by other processes show within a second."""
    warnings = await work.cached(_live)
    return sorted(
        (warning for warning in warnings if warning.expires > now), key=lambda warning: -rank(warning.level)
    )


async def _live(work: UnitOfWork) -> list[IssuedWarning]:
    return await _rows.all(work, _W.status == WarningStatus.LIVE)


async def of_event(work: UnitOfWork, event: str) -> list[IssuedWarning]:
    """The warnings of an event that went live, oldest first."""
    return await _rows.all(work, _W.event == event, _W.status.in_([WarningStatus.LIVE, WarningStatus.ENDED]))


async def find(work: UnitOfWork, row: int) -> IssuedWarning | None:
    """The warning with this number."""
    return await _rows.first(work, _W.id == row)


async def event_of(work: UnitOfWork, identifiers: list[str]) -> str:
    """The event that one of these identifiers belongs to; "" when none is known."""
    warning = await _rows.first(work, _W.identifier.in_(identifiers)) if identifiers else None
    return warning.event if warning else ""


async def waiting(work: UnitOfWork, now: datetime) -> list[IssuedWarning]:
    """The warnings that somebody still has to confirm."""
    return await _rows.all(
        work, _W.status.in_([WarningStatus.DRAFT, WarningStatus.CONFIRMED]), _W.expires > now
    )


async def end(
    work: UnitOfWork, event: str, actor: str, now: datetime, *, but: int = 0
) -> list[IssuedWarning]:
    """End the event's warnings, except the one numbered `but`, which replaces them."""
    others = [_W.event == event, _W.id != but]
    return await _rows.move(work, others, WarningStatus.ENDED, Party.STAFF, actor, now)


def rank(level: str) -> int:
    """How grave the level is; 0 for a warning without a level."""
    return LEVELS.index(level) + 1 if level in LEVELS else 0
