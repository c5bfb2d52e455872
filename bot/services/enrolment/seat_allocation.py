"""Allocates seats in classes: to a single applicant, or to all who apply at the same moment in one transaction."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.enrolment import class_seats
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.records import AlreadyEnrolled, Enrolment, NewEnrolment, TooManyEnrolments
from bot.services.enrolment.tables import EnrolmentRecord
from bot.storage import daily_uses
from bot.storage import seats as class_locks
from bot.storage.audit import Change, note_each
from bot.storage.daily_uses import DailyLimit
from bot.storage.seats import SeatStatus, person_index, phone_index
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import prepare_insert

_E = EnrolmentRecord.__table__.c
_INSERT = prepare_insert(
    EnrolmentRecord,
    lambda insert: insert.on_conflict_do_nothing().returning(_E.id, _E.user, _E.course, _E.person),
)
_ENROLLED = select(_E.id, _E.user, _E.course, _E.session, _E.person, _E.phone_index).where(
    _E.phone_index.in_(bindparam("phones", expanding=True)), _E.status != SeatStatus.CANCELLED
)
_MADE_SINCE = (
    select(_E.user, func.count().label("made"))
    .where(_E.user.in_(bindparam("users", expanding=True)), _E.created_at > bindparam("since"))
    .group_by(_E.user)
)
A_DAY = timedelta(days=1)
_UNCOUNTED = DailyLimit("enrolments", "", 0)
_FIELDS = tuple(field.name for field in fields(NewEnrolment))


_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class _Application:
    """What one resident asks for.

    person: the index of who comes; phone_index: of the phone; seats: how many the class has; a_day: how many
    enrolments the account may make a day; of_address: how many its network address may.
    """

    new: NewEnrolment
    person: str
    phone_index: str
    seats: int
    now: datetime
    a_day: int | None
    of_address: DailyLimit

    @property
    def key(self) -> _Key:
        """What is unique: an account enrols nobody twice in a course."""
        return self.new.user, self.new.course, self.person

    def values(self) -> dict[str, Any]:
        """The fields that were asked for; asdict would copy each value."""
        return {name: getattr(self.new, name) for name in _FIELDS}


@dataclass(frozen=True, slots=True)
class _Allocation:
    """The seat (place 0) or the waitlist position that an application gets, if its row can be inserted.

    twin: the enrolment of another account that has the same phone in the same class.
    """

    status: SeatStatus
    place: int
    ticket: int
    twin: int | None


async def allocate(
    work: UnitOfWork,
    new: NewEnrolment,
    seats: int,
    now: datetime,
    a_day: int | None = None,
    of_address: DailyLimit = _UNCOUNTED,
) -> Enrolment:
    """Allocate a seat, or the end of the waitlist when all `seats` are taken.

    a_day: how many enrolments the account may make a day; of_address: how many its network address may.
    AlreadyEnrolled and TooManyEnrolments enrol nobody.
    """
    person = person_index(work.cipher, new.name, new.phone)
    application = _Application(
        new, person, phone_index(work.cipher, new.phone), seats, now, a_day, of_address
    )
    enrolment = await work.write_in_group(_enrol, application)
    if enrolment is None:
        [enrolment] = await _enrol(work, [application])
    if enrolment is None:
        existing = await enrolments.of_person(work, *application.key)
        raise AlreadyEnrolled(existing) if existing else TooManyEnrolments
    return enrolment


async def _enrol(work: UnitOfWork, applications: Sequence[_Application]) -> Sequence[Enrolment | None]:
    """The enrolments, in the order of the applications; None for whom nothing is allocated."""
    allocations = await _allocated(work, applications)
    if not allocations:
        return [None] * len(applications)
    session = await work.write()
    rows = [_row(application, allocation) for application, allocation in allocations.items()]
    inserted = await session.execute(_INSERT.on(session), rows)
    ids = {(row.user, row.course, row.person): row.id for row in inserted}
    if len(ids) != len(allocations):
        # Another process enrolled one of these people first, so the positions after theirs are wrong.
        return [None] * len(applications)
    enrolled = {
        application: _enrolment(application, allocation, ids[application.key])
        for application, allocation in allocations.items()
    }
    changes = [
        Change("enrolments", enrolment.id, enrolment.user, enrolment.status.value, enrolment.created_at)
        for enrolment in enrolled.values()
    ]
    await note_each(session, changes)
    return [enrolled.get(application) for application in applications]


async def _allocated(
    work: UnitOfWork, applications: Sequence[_Application]
) -> dict[_Application, _Allocation]:
    """Lock the classes, and allocate to everyone who is not enrolled in the course yet, nor has been too often today."""
    session = await work.write()
    applied = Counter(application.new.session for application in applications)
    last = await class_locks.lock_all(session, applied)
    tickets = {class_id: itertools.count(last[class_id] - applied[class_id] + 1) for class_id in applied}
    occupancy = await class_seats.occupancy(session, applied)
    phones = [application.phone_index for application in applications]
    rows = (await session.execute(_ENROLLED, {"phones": phones})).all()
    enrolled = {(row.user, row.course, row.person) for row in rows}
    spent = await _spent(session, applications)
    new = [
        application
        for application in applications
        if application.key not in enrolled and application.new.user not in spent
    ]
    uses = [application.of_address for application in new]
    allowed = await daily_uses.count_all(work, uses, applications[0].now)
    allocations = {}
    for application, within_limit in zip(new, allowed, strict=True):
        if within_limit and application.key not in enrolled:
            enrolled.add(application.key)
            class_id = application.new.session
            status, place = occupancy[class_id].allocate(application.seats)
            twin = _twin(application, rows)
            allocations[application] = _Allocation(status, place, next(tickets[class_id]), twin)
    return allocations


async def _spent(session: AsyncSession, applications: Sequence[_Application]) -> set[str]:
    """The accounts that have made all the enrolments that they may make a day; cancelled ones count."""
    limits = {application.new.user: application.a_day for application in applications if application.a_day}
    if not limits:
        return set()
    since = min(application.now for application in applications) - A_DAY
    made = await session.execute(_MADE_SINCE, {"users": list(limits), "since": since})
    return {row.user for row in made if row.made >= (limits[row.user] or 0)}


def _twin(application: _Application, rows: Sequence[Row[*tuple[Any, ...]]]) -> int | None:
    """The enrolment that another account has made with the same phone in the same class."""
    wanted = (application.new.session, application.phone_index)
    return next(
        (
            row.id
            for row in rows
            if (row.session, row.phone_index) == wanted and row.user != application.new.user
        ),
        None,
    )


def _row(application: _Application, allocation: _Allocation) -> dict[str, object]:
    return application.values() | {
        "person": application.person,
        "phone_index": application.phone_index,
        "twin": allocation.twin,
        "status": allocation.status.value,
        "ticket": allocation.ticket,
        "created_at": application.now,
        "updated_at": application.now,
    }


def _enrolment(application: _Application, allocation: _Allocation, number: int) -> Enrolment:
    return Enrolment(
        **application.values(),
        id=number,
        status=allocation.status,
        created_at=application.now,
        place=allocation.place,
    )
