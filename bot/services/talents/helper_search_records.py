"""Which candidates are asked to take a request: a few at a time, each once; the first to accept gets it.

Every change locks the request's row first, so that of twenty who accept at once a single one gets it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sqlalchemy import ColumnElement, and_, case, delete, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.talents.request_records import Request, every, locked, set_status
from bot.services.talents.statuses import ASK_TRANSITIONS, SEEKING, AskStatus, RequestStatus, TalentStatus
from bot.services.talents.tables import TalentAskRecord, TalentRecord, TalentRequestRecord
from bot.storage.audit import note
from bot.storage.contact_shares import is_paused, paused_users
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork


class Acceptance(Enum):
    """What accepting a request led to."""

    WON = auto()
    AGAIN = auto()  # they had it already
    TAKEN = auto()  # somebody else has it
    CLOSED = auto()  # withdrawn, or done
    NOT_ASKED = auto()
    WAITS = auto()  # the staff have not approved them yet
    PAUSED = auto()  # somebody has reported them


@dataclass(frozen=True, slots=True)
class SearchRound:
    """A round of the search. asked: the candidates to tell; ran_out: nobody is left to ask."""

    asked: tuple[str, ...] = ()
    ran_out: bool = False


async def ask_next(
    work: UnitOfWork, request_id: int, size: int, actor: str, now: datetime, lapsed: datetime | None = None
) -> SearchRound:
    """Ask the next `size` people whose skill fits, those of the request's bank and the least asked first.

    Whoever was asked before and did not answer has lapsed. lapsed: do so only if the last were asked before this
    moment, for another process may have done it already. When nobody is left the request is open, which the staff see.
    """
    session = await work.write()
    row = await locked(session, request_id)
    if row is None or row.status not in SEEKING:
        return SearchRound()
    if lapsed is not None and (row.asked_at is None or row.asked_at > lapsed):
        return SearchRound()
    was_offered = row.status == RequestStatus.OFFERED.value
    await _lapse(session, request_id, now)
    chosen = await _candidates(session, row, size)
    for talent in chosen:
        values = {"request": request_id, "talent": talent.id, "user": talent.user}
        stamps = {"status": AskStatus.ASKED.value, "created_at": now, "updated_at": now}
        await session.execute(insert(TalentAskRecord).values(**values, **stamps))
    if not chosen and not was_offered:
        return SearchRound()
    status = RequestStatus.OFFERED if chosen else RequestStatus.OPEN
    asked_at = now if chosen else None
    await set_status(session, row, status, Party.SYSTEM, actor, now, asked_at=asked_at)
    return SearchRound(tuple(talent.user for talent in chosen), ran_out=not chosen)


async def accept(work: UnitOfWork, request_id: int, user: str, now: datetime) -> Acceptance:
    """Take the request, if nobody has it; a late answer counts too.

    Only a helper whom the staff approved and who still lends the skill. Neither side gets a number of the other by it.
    """
    session = await work.write()
    row = await locked(session, request_id)
    ask = await ask_of(session, request_id, user)
    if row is None or ask is None:
        return Acceptance.NOT_ASKED
    if await is_paused(work, user):
        return Acceptance.PAUSED
    if row.status == RequestStatus.ACCEPTED.value:
        return Acceptance.AGAIN if row.talent == ask.talent else Acceptance.TAKEN
    if row.status not in SEEKING or ask.status == AskStatus.REFUSED.value:
        return Acceptance.CLOSED
    refusal = await _refusal(session, ask.talent)
    if refusal is not None:
        return refusal
    await mark(session, ask, AskStatus.ACCEPTED, Party.RESIDENT, now)
    accepted, by = RequestStatus.ACCEPTED, Party.RESIDENT
    await set_status(session, row, accepted, by, user, now, talent=ask.talent)
    return Acceptance.WON


async def decline(
    work: UnitOfWork, request_id: int, user: str, now: datetime, by: Party = Party.RESIDENT
) -> bool | None:
    """Decline. True: nobody else still has to answer; None: this user has nothing to answer."""
    session = await work.write()
    row = await locked(session, request_id)
    ask = await ask_of(session, request_id, user)
    if row is None or ask is None or row.status not in SEEKING or ask.status in _SETTLED:
        return None
    await mark(session, ask, AskStatus.DECLINED, by, now)
    await note(session, "talent_requests", [request_id], user, AskStatus.DECLINED.value, now)
    return row.status == RequestStatus.OFFERED.value and not await _asked(session, request_id)


async def release(work: UnitOfWork, request_id: int, user: str, now: datetime) -> bool:
    """Give back an accepted request; False when this user does not have it."""
    session = await work.write()
    row = await locked(session, request_id)
    ask = await ask_of(session, request_id, user)
    theirs = row is not None and row.status == RequestStatus.ACCEPTED.value
    if row is None or ask is None or not theirs or row.talent != ask.talent:
        return False
    await mark(session, ask, AskStatus.RELEASED, Party.RESIDENT, now)
    offered, by, what = RequestStatus.OFFERED, Party.RESIDENT, AskStatus.RELEASED.value
    await set_status(
        session, row, offered, by, user, now, what=what, talent=None, agreed_at=None, asked_at=now
    )
    return True


async def close(work: UnitOfWork, request_id: int, now: datetime) -> tuple[str, ...]:
    """End the search: the users who had been asked and had not answered."""
    session = await work.write()
    waiting = await _asked(session, request_id)
    await _lapse(session, request_id, now)
    return waiting


async def waiting_for(work: UnitOfWork, user: str) -> list[Request]:
    """The requests that this user is asked to take and has not answered."""
    is_asked = exists().where(
        TalentAskRecord.request == TalentRequestRecord.id,
        TalentAskRecord.user == user,
        TalentAskRecord.status == AskStatus.ASKED.value,
    )
    return await every(work, is_asked, TalentRequestRecord.status == RequestStatus.OFFERED.value)


async def was_asked(work: UnitOfWork, request_id: int, user: str) -> bool:
    """Whether this user was ever asked to take the request."""
    return await ask_of(await work.read(), request_id, user) is not None


async def asked_with(work: UnitOfWork, talent_id: int) -> list[int]:
    """The requests that somebody is asked to take with this skill now."""
    session = await work.read()
    is_asked = TalentAskRecord.status == AskStatus.ASKED.value
    query = select(TalentAskRecord.request).where(TalentAskRecord.talent == talent_id, is_asked)
    return list(await session.scalars(query.order_by(TalentAskRecord.request)))


async def unanswered(work: UnitOfWork, before: datetime) -> list[int]:
    """The requests whose candidates were asked before this moment, and that nobody has taken."""
    session = await work.read()
    row = TalentRequestRecord
    late = select(row.id).where(row.status == RequestStatus.OFFERED.value, row.asked_at <= before)
    return list(await session.scalars(late.order_by(row.id)))


async def with_new_candidates(work: UnitOfWork) -> list[int]:
    """The open requests that somebody could take who has not been asked yet."""
    session = await work.read()
    row = TalentRequestRecord
    fits = exists().where(*_fits(row.id, row.user, row.kind))
    still = select(row.id).where(row.status == RequestStatus.OPEN.value, row.kind != "", fits)
    return list(await session.scalars(still.order_by(row.id)))


_AVAILABLE = (
    TalentRecord.status == TalentStatus.ACTIVE.value,
    TalentRecord.approved.is_(True),
    TalentRecord.paused.is_(False),
)
_SETTLED = (AskStatus.DECLINED, AskStatus.REFUSED)


async def _refusal(session: AsyncSession, talent_id: int) -> Acceptance | None:
    """Why nobody may help with this skill: it is not lent any more, or waits for the staff. None: they may."""
    approved = select(TalentRecord.approved).where(TalentRecord.id == talent_id)
    lent = await session.scalar(approved.where(TalentRecord.status == TalentStatus.ACTIVE.value))
    if lent is None:
        return Acceptance.NOT_ASKED
    return None if lent else Acceptance.WAITS


def _fits(request_id: object, requester: object, kind: object) -> tuple[ColumnElement[bool], ...]:
    asked_for_it = exists().where(
        TalentAskRecord.request == request_id, TalentAskRecord.user == TalentRecord.user
    )
    # By itself it would correlate with the nearest query alone, and mean a helper who was asked for anything at all.
    before = asked_for_it.correlate(TalentRecord, TalentRequestRecord)
    return (
        and_(TalentRecord.kind == kind, *_AVAILABLE),
        TalentRecord.user != requester,
        TalentRecord.user.not_in(paused_users()),
        ~before,
    )


async def _candidates(session: AsyncSession, row: TalentRequestRecord, size: int) -> list[TalentRecord]:
    """Each user once, though they may have entered the skills of several people."""
    if not row.kind:
        return []
    burden = select(func.count()).where(TalentAskRecord.user == TalentRecord.user).scalar_subquery()
    other_bank = case((TalentRecord.bank == row.bank, 0), else_=1)
    talents = await session.scalars(
        select(TalentRecord)
        .where(*_fits(row.id, row.user, row.kind))
        .order_by(other_bank, burden, TalentRecord.id)
    )
    by_user: dict[str, TalentRecord] = {}
    for talent in talents:
        by_user.setdefault(talent.user, talent)
    return list(by_user.values())[:size]


async def ask_of(session: AsyncSession, request_id: int, user: str) -> TalentAskRecord | None:
    query = select(TalentAskRecord).where(TalentAskRecord.request == request_id, TalentAskRecord.user == user)
    row: TalentAskRecord | None = await session.scalar(query, execution_options={"populate_existing": True})
    return row


async def _asked(session: AsyncSession, request_id: int) -> tuple[str, ...]:
    still = select(TalentAskRecord.user).where(
        TalentAskRecord.request == request_id, TalentAskRecord.status == AskStatus.ASKED.value
    )
    return tuple(await session.scalars(still.order_by(TalentAskRecord.id)))


async def mark(session: AsyncSession, ask: TalentAskRecord, to: AskStatus, by: Party, now: datetime) -> None:
    ASK_TRANSITIONS.check(ask.id, AskStatus(ask.status), to, by)
    await _update(session, to, now, TalentAskRecord.id == ask.id)


async def _lapse(session: AsyncSession, request_id: int, now: datetime) -> None:
    """Mark those who were asked and have not answered as lapsed."""
    unanswered = TalentAskRecord.status.in_(ASK_TRANSITIONS.sources(AskStatus.LAPSED, Party.SYSTEM))
    await _update(session, AskStatus.LAPSED, now, TalentAskRecord.request == request_id, unanswered)


async def _update(
    session: AsyncSession, status: AskStatus, now: datetime, *where: ColumnElement[bool]
) -> None:
    statement = update(TalentAskRecord).where(*where).values(status=status.value, updated_at=now)
    await session.execute(statement, execution_options={"synchronize_session": False})


async def forget_requests(session: AsyncSession, user: str) -> None:
    """Delete who was asked for requests that are deleted, or to help with a skill that is: see `forget_helper`."""
    ask = TalentAskRecord
    kept = (ask.request.in_(select(TalentRequestRecord.id)), ask.talent.in_(select(TalentRecord.id)))
    await session.execute(delete(ask).where(~and_(*kept)))
