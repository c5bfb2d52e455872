"""Enrolments in classes, with a waitlist when a class is full. An account enrols nobody twice in one course."""

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
    """What a resident asks for. user: the account that enrols; name, phone: of who comes; session: the class."""

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
    """An enrolment as it stands. place: the position on the waitlist from 1, or 0 for whoever does not wait."""

    id: int
    status: SeatStatus
    created_at: datetime
    place: int


class AlreadyEnrolled(BotError):
    """The account has enrolled the person in this course already."""

    def __init__(self, existing: Enrolment) -> None:
        super().__init__()
        self.existing = existing


class TooManyEnrolments(BotError):
    """The account, or its network address, has made all the enrolments that it may make a day."""


class NoSuchEnrolment(BotError):
    """The user has no such enrolment, or not any more."""


async def of_user(work: UnitOfWork, user: str) -> list[Enrolment]:
    """The enrolments of this user that are not cancelled, oldest first."""
    return await _all(work, await work.read(), EnrolmentRecord.user == user, _ACTIVE)


async def every(work: UnitOfWork) -> list[Enrolment]:
    """Every enrolment, the cancelled ones too."""
    return await _all(work, await work.read())


async def taken(work: UnitOfWork, session_ids: Sequence[str]) -> dict[str, int]:
    """How many seats are taken in each of these classes."""
    occupancy = await class_seats.occupancy(await work.read(), session_ids)
    return {class_id: occupied.confirmed for class_id, occupied in occupancy.items()}


async def taken_lately(work: UnitOfWork, session_ids: Sequence[str]) -> dict[str, int]:
    """How many seats are taken in each of these classes, perhaps a second ago: to be told, not to be promised."""
    return await work.cached(taken, tuple(session_ids))


async def with_waitlist(work: UnitOfWork) -> list[str]:
    """The classes that somebody is on the waitlist of."""
    session = await work.read()
    waiting = select(_E.session).where(_E.status == SeatStatus.WAITLISTED).distinct().order_by(_E.session)
    return list(await session.scalars(waiting))


async def cancel(
    work: UnitOfWork, user: str, enrolment_id: int, seats: int, by: Party, actor: str, now: datetime
) -> tuple[Enrolment, list[Enrolment]]:
    """Cancel the user's enrolment: the cancelled one, and those of the waitlist who get a seat, in order."""
    session = await work.write()
    row = await _locked(session, user, enrolment_id)
    await _set_status(session, row, SeatStatus.CANCELLED, by, now)
    await note(session, "enrolments", [row.id], actor, SeatStatus.CANCELLED.value, now)
    promoted = await promote(work, actor, row.session, seats, now)
    return await _one(work, EnrolmentRecord.id == enrolment_id), promoted


async def of_person(work: UnitOfWork, user: str, course: str, person: str) -> Enrolment | None:
    """The account's enrolment in the course of the person with this `person_index`."""
    where = (EnrolmentRecord.user == user, EnrolmentRecord.course == course, EnrolmentRecord.person == person)
    enrolments = await _all(work, await work.read(), *where, _ACTIVE)
    return enrolments[0] if enrolments else None


async def of_phone(work: UnitOfWork, phone: str) -> list[Enrolment]:
    """The enrolments under a phone that was confirmed, whichever account made them."""
    index = class_locks.phone_index(work.cipher, phone)
    return await _all(work, await work.read(), EnrolmentRecord.phone_index == index, _ACTIVE)


async def find(work: UnitOfWork, enrolment_id: int) -> Enrolment | None:
    """The enrolment with this number."""
    enrolments = await _all(work, await work.read(), EnrolmentRecord.id == enrolment_id)
    return enrolments[0] if enrolments else None


async def give_seat(work: UnitOfWork, enrolment_id: int, seats: int, actor: str, now: datetime) -> None:
    """Give a free seat to somebody on the waitlist, whatever their position. OrderRefused: no seat is free, or why not."""
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
    """Move to another class of the course, to the end of its waitlist when it is full; the old class's waitlist moves up.

    A seat in the old class is given up even when the new class has none free: ask the resident first.
    """
    open_session = await work.write()
    row = await _locked(open_session, user, enrolment_id, session)
    if row.session == session:
        return await _one(work, EnrolmentRecord.id == enrolment_id), []
    old = row.session
    ticket = await class_locks.version(open_session, session)
    status, _ = (await class_seats.occupancy(open_session, [session]))[session].allocate(seats_new)
    values = {"session": session, "session_title": session_title, "ticket": ticket}
    await _set_status(open_session, row, status, Party.RESIDENT, now, **values)
    what = f"moved from {old} to {session}: {status.value}"
    await note(open_session, "enrolments", [row.id], user, what, now)
    promoted = await promote(work, user, old, seats_old, now)
    return await _one(work, EnrolmentRecord.id == enrolment_id), promoted


async def correct(work: UnitOfWork, enrolment: Enrolment, now: datetime) -> Enrolment | None:
    """Write name, phone, age and whom it is for, and keep the place. None when this person is in the course already."""
    session = await work.write()
    row = await _locked(session, enrolment.user, enrolment.id)
    person = class_locks.person_index(work.cipher, enrolment.name, enrolment.phone)
    same = await of_person(work, enrolment.user, row.course, person)
    if same is not None and same.id != row.id:
        return None
    values = {
        "name": enrolment.name,
        "phone": enrolment.phone,
        "person": person,
        "phone_index": class_locks.phone_index(work.cipher, enrolment.phone),
        "age": enrolment.age,
        "for_whom": enrolment.for_whom,
    }
    await _update(session, now, values, EnrolmentRecord.id == row.id)
    await note(session, "enrolments", [row.id], enrolment.user, "changed", now)
    return await _one(work, EnrolmentRecord.id == row.id)


async def promote(work: UnitOfWork, actor: str, session: str, seats: int, now: datetime) -> list[Enrolment]:
    """Give the free seats of a class to the head of its waitlist."""
    open_session = await work.write()
    await class_locks.lock(open_session, session)
    heads = await class_seats.next_in_line(open_session, session, seats)
    waiting = EnrolmentRecord.status.in_(ENROLMENT_TRANSITIONS.sources(SeatStatus.CONFIRMED, Party.SYSTEM))
    for row_id in heads:
        await _update(
            open_session, now, {"status": SeatStatus.CONFIRMED}, EnrolmentRecord.id == row_id, waiting
        )
    await note(open_session, "enrolments", heads, actor, "promoted", now)
    promoted = {
        enrolment.id: enrolment for enrolment in await _all(work, open_session, EnrolmentRecord.id.in_(heads))
    }
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
    """Lock the class of the user's enrolment, and these classes; the enrolment as it is under the lock."""
    query = select(EnrolmentRecord).where(
        EnrolmentRecord.id == enrolment_id, EnrolmentRecord.user == user, _ACTIVE
    )
    row = await session.scalar(query)
    while row:
        locked = dict.fromkeys((row.session, *more), 1)
        await class_locks.lock_all(session, locked)
        row = await session.scalar(query.execution_options(populate_existing=True))
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
    rows = await session.execute(
        select(EnrolmentRecord, _PLACE).where(*where).order_by(EnrolmentRecord.id),
        execution_options={"populate_existing": True},
    )
    return [_enrolment(row, place) for row, place in rows]


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
