"""Allocates seats in classes: to a single applicant, or to all who apply at the same moment in one transaction."""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select

from bot.services.enrolment import class_seats
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.records import AlreadyEnrolled, Enrolment, NewEnrolment
from bot.services.enrolment.tables import EnrolmentRecord
from bot.storage import seats as class_locks
from bot.storage.audit import Change, note_each
from bot.storage.seats import SeatStatus, person_index
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import prepare_insert

_E = EnrolmentRecord.__table__.c
_INSERT = prepare_insert(
    EnrolmentRecord, lambda insert: insert.on_conflict_do_nothing().returning(_E.id, _E.course, _E.person)
)
_ENROLLED = select(_E.course, _E.person).where(
    _E.person.in_(bindparam("people", expanding=True)), _E.status != SeatStatus.CANCELLED
)
_FIELDS = tuple(field.name for field in fields(NewEnrolment))


@dataclass(frozen=True, slots=True, eq=False)
class _Application:
    """What one resident asks for. person: the index of who comes; seats: how many the class has."""

    new: NewEnrolment
    person: str
    seats: int
    now: datetime

    @property
    def key(self) -> tuple[str, str]:
        """What is unique: nobody is enrolled twice in a course."""
        return self.new.course, self.person

    def values(self) -> dict[str, Any]:
        """The fields that were asked for; asdict would copy each value."""
        return {name: getattr(self.new, name) for name in _FIELDS}


@dataclass(frozen=True, slots=True)
class _Allocation:
    """The seat (place 0) or the waitlist position that an application gets, if its row can be inserted."""

    status: SeatStatus
    place: int
    ticket: int


async def allocate(work: UnitOfWork, new: NewEnrolment, seats: int, now: datetime) -> Enrolment:
    """Allocate a seat, or the end of the waitlist when all `seats` are taken. AlreadyEnrolled writes nothing."""
    application = _Application(new, person_index(work.cipher, new.name, new.phone), seats, now)
    enrolment = await work.write_in_group(_enrol, application)
    if enrolment is None:
        [enrolment] = await _enrol(work, [application])
    if enrolment is None:
        raise AlreadyEnrolled(await enrolments.of_person(work, *application.key))
    return enrolment


async def _enrol(work: UnitOfWork, applications: Sequence[_Application]) -> Sequence[Enrolment | None]:
    """The enrolments, in the order of the applications; None for whoever is enrolled in the course already."""
    allocations = await _allocated(work, applications)
    if not allocations:
        return [None] * len(applications)
    session = await work.write()
    rows = [_row(application, allocation) for application, allocation in allocations.items()]
    inserted = await session.execute(_INSERT.on(session), rows)
    ids = {(row.course, row.person): row.id for row in inserted}
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
    """Lock the classes, and allocate to everyone who is not enrolled in the course yet."""
    session = await work.write()
    applied = Counter(application.new.session for application in applications)
    last = await class_locks.lock_all(session, applied)
    tickets = {class_id: itertools.count(last[class_id] - applied[class_id] + 1) for class_id in applied}
    occupancy = await class_seats.occupancy(session, applied)
    people = [application.person for application in applications]
    rows = await session.execute(_ENROLLED, {"people": people})
    enrolled = {(row.course, row.person) for row in rows}
    allocations = {}
    for application in applications:
        if application.key not in enrolled:
            enrolled.add(application.key)
            class_id = application.new.session
            status, place = occupancy[class_id].allocate(application.seats)
            allocations[application] = _Allocation(status, place, next(tickets[class_id]))
    return allocations


def _row(application: _Application, allocation: _Allocation) -> dict[str, object]:
    return application.values() | {
        "person": application.person,
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
