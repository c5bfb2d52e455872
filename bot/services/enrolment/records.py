"""Enrolments: places in classes, the queue when a class is full, and nobody twice in one course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from bot.common.errors import BotError, OrderRefused
from bot.services.enrolment import class_seats
from bot.services.enrolment.statuses import ENROLMENT_TRANSITIONS
from bot.services.enrolment.tables import EnrolmentRecord
from bot.storage import seats as class_locks
from bot.storage.audit import note
from bot.storage.seats import SeatStatus
from bot.storage.transitions import NoSuchRecord, Party
from bot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewEnrolment:
    """What a resident asks for. user: who speaks; name, phone: of the one who comes; session: the class."""

    user: str
    course: str
    session: str
    session_title: str
    name: str
    phone: str
    for_whom: str
    age: int | None


@dataclass(frozen=True, slots=True)
class Enrolment(NewEnrolment):
    """An enrolment as it stands. place: position in the queue from 1, or 0 for one who does not wait."""

    id: int
    status: SeatStatus
    created_at: datetime
    place: int


class AlreadyEnrolled(BotError):
    """The person has a place in this course; perhaps somebody else enrolled them (see `existing.user`)."""

    def __init__(self, existing: Enrolment) -> None:
        super().__init__()
        self.existing = existing


class NoSuchEnrolment(BotError):
    """The user has no such enrolment, or not any more."""


async def of_user(work: UnitOfWork, user: str) -> list[Enrolment]:
    """The enrolments of this user that are not cancelled, oldest first."""
    return await _all(work, await work.read(), EnrolmentRecord.user == user, _ACTIVE)


async def everyone(work: UnitOfWork) -> list[Enrolment]:
    """Every enrolment, the cancelled ones too, for the exports."""
    return await _all(work, await work.read())


async def taken(work: UnitOfWork, session_ids: Sequence[str]) -> dict[str, int]:
    """How many seats are taken in each of these classes."""
    held = await class_seats.held(await work.read(), session_ids)
    return {class_id: one.confirmed for class_id, one in held.items()}


async def queued(work: UnitOfWork) -> list[str]:
    """The classes for which somebody waits."""
    session = await work.read()
    waiting = select(_E.session).where(_E.status == SeatStatus.WAITLISTED).distinct().order_by(_E.session)
    return list(await session.scalars(waiting))


async def cancel(
    work: UnitOfWork, user: str, enrolment_id: int, seats: int, now: datetime, actor: str = ""
) -> tuple[Enrolment, list[Enrolment]]:
    """Cancel, and let the queue move up: the cancelled one, and those who got a seat, in order."""
    by = Party.STAFF if actor else Party.RESIDENT
    actor = actor or user
    session = await work.write()
    row = await _locked(session, user, enrolment_id)
    await _set_status(session, row, SeatStatus.CANCELLED, by, now)
    await note(session, "enrolments", [row.id], actor, SeatStatus.CANCELLED.value, now)
    promoted = await promote(work, actor, row.session, seats, now)
    return await _one(work, EnrolmentRecord.id == enrolment_id), promoted


async def of_person(work: UnitOfWork, course: str, person: str) -> Enrolment:
    """The place in the course that this `person_index` has."""
    return await _one(work, EnrolmentRecord.course == course, EnrolmentRecord.person == person, _ACTIVE)


async def find(work: UnitOfWork, enrolment_id: int) -> Enrolment | None:
    """The enrolment with this number."""
    found = await _all(work, await work.read(), EnrolmentRecord.id == enrolment_id)
    return found[0] if found else None


async def give_seat(work: UnitOfWork, enrolment_id: int, seats: int, actor: str, now: datetime) -> None:
    """A free seat for one who waits, whatever their place. OrderRefused: does not wait, or there is no free seat."""
    session = await work.write()
    enrolment = await find(work, enrolment_id)
    if enrolment is None:
        raise NoSuchRecord(enrolment_id)
    row = await _locked(session, enrolment.user, enrolment_id)
    ENROLMENT_TRANSITIONS.check(row.id, SeatStatus(row.status), SeatStatus.CONFIRMED, Party.STAFF)
    if (await taken(work, [row.session]))[row.session] >= seats:
        raise OrderRefused("这个班没有空位了")
    await _set_status(session, row, SeatStatus.CONFIRMED, Party.STAFF, now)
    await note(session, "enrolments", [row.id], actor, "promoted", now)


async def move(
    work: UnitOfWork, user: str, enrolment_id: int, session: str, session_title: str,
    seats_new: int, seats_old: int, now: datetime,
) -> tuple[Enrolment, list[Enrolment]]:  # fmt: skip
    """Move to another class of the course, to the end of its queue when it is full; the old queue moves up.

    A seat held in the old class is given up even when the new one has none: ask the resident first.
    """
    open_session = await work.write()
    row = await _locked(open_session, user, enrolment_id, session)
    if row.session == session:
        return await _one(work, EnrolmentRecord.id == enrolment_id), []
    old = row.session
    ticket = await class_locks.version(open_session, session)
    status, _ = (await class_seats.held(open_session, [session]))[session].take(seats_new)
    values = {"session": session, "session_title": session_title, "ticket": ticket}
    await _set_status(open_session, row, status, Party.RESIDENT, now, **values)
    what = f"moved from {old} to {session}: {status.value}"
    await note(open_session, "enrolments", [row.id], user, what, now)
    promoted = await promote(work, user, old, seats_old, now)
    return await _one(work, EnrolmentRecord.id == enrolment_id), promoted


async def promote(work: UnitOfWork, actor: str, session: str, seats: int, now: datetime) -> list[Enrolment]:
    """Give the free seats of a class to the head of its queue; also for when the staff add seats."""
    open_session = await work.write()
    await class_locks.lock(open_session, session)
    heads = await class_seats.heads(open_session, session, seats)
    waiting = EnrolmentRecord.status.in_(ENROLMENT_TRANSITIONS.sources(SeatStatus.CONFIRMED, Party.SYSTEM))
    for row_id in heads:
        await _update(
            open_session, now, {"status": SeatStatus.CONFIRMED}, EnrolmentRecord.id == row_id, waiting
        )
    await note(open_session, "enrolments", heads, actor, "promoted", now)
    promoted = {one.id: one for one in await _all(work, open_session, EnrolmentRecord.id.in_(heads))}
    return [promoted[row_id] for row_id in heads]


_E = EnrolmentRecord.__table__.c
_ACTIVE = EnrolmentRecord.status != SeatStatus.CANCELLED
_Waiting = aliased(EnrolmentRecord)
_PLACE = case(
    (
        EnrolmentRecord.status == SeatStatus.WAITLISTED,
        select(func.count())
        .select_from(_Waiting)
        .where(
            _Waiting.session == EnrolmentRecord.session,
            _Waiting.status == SeatStatus.WAITLISTED,
            _Waiting.ticket <= EnrolmentRecord.ticket,
        )
        .correlate(EnrolmentRecord)
        .scalar_subquery(),
    ),
    else_=0,
)


async def _locked(session: AsyncSession, user: str, enrolment_id: int, *more: str) -> EnrolmentRecord:
    """The user's enrolment, with its class (and these) locked."""
    mine = select(EnrolmentRecord).where(
        EnrolmentRecord.id == enrolment_id, EnrolmentRecord.user == user, _ACTIVE
    )
    row = await session.scalar(mine)
    while row:
        locked = dict.fromkeys((row.session, *more), 1)
        await class_locks.lock_all(session, locked)
        row = await session.scalar(mine.execution_options(populate_existing=True))
        if row and row.session in locked:
            return row
    raise NoSuchEnrolment


async def _set_status(
    session: AsyncSession, row: EnrolmentRecord, to: SeatStatus, by: Party, now: datetime, /, **values: object
) -> None:
    """Give an enrolment whose class is locked another status, and set these columns."""
    ENROLMENT_TRANSITIONS.check(row.id, SeatStatus(row.status), to, by)
    await _update(session, now, values | {"status": to}, EnrolmentRecord.id == row.id)


async def _update(
    session: AsyncSession, now: datetime, values: Mapping[str, object], *where: ColumnElement[bool]
) -> None:
    statement = update(EnrolmentRecord).where(*where)
    await session.execute(
        statement.values(updated_at=now, **values), execution_options={"synchronize_session": False}
    )


async def _one(work: UnitOfWork, *where: ColumnElement[bool]) -> Enrolment:
    return (await _all(work, await work.read(), *where))[0]


async def _all(work: UnitOfWork, session: AsyncSession, *where: ColumnElement[bool]) -> list[Enrolment]:
    found = await session.execute(
        select(EnrolmentRecord, _PLACE).where(*where).order_by(EnrolmentRecord.id),
        execution_options={"populate_existing": True},
    )
    return [_enrolment(row, place) for row, place in found]


def _enrolment(row: EnrolmentRecord, place: int) -> Enrolment:
    return Enrolment(
        user=row.user,
        course=row.course,
        session=row.session,
        session_title=row.session_title,
        name=row.name,
        phone=row.phone,
        for_whom=row.for_whom,
        age=row.age,
        id=row.id,
        status=SeatStatus(row.status),
        created_at=row.created_at,
        place=place,
    )
