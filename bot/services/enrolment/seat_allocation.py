"""A place in a class: for one, or for all who want one at the same moment, in a few statements and one commit."""

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
from bot.storage.upsert import prepared

_E = EnrolmentRecord.__table__.c
_ENROL = prepared(
    EnrolmentRecord, lambda insert: insert.on_conflict_do_nothing().returning(_E.id, _E.course, _E.person)
)
_THERE = select(_E.course, _E.person).where(
    _E.person.in_(bindparam("people", expanding=True)), _E.status != SeatStatus.CANCELLED
)

_ASKED = tuple(field.name for field in fields(NewEnrolment))


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    new: NewEnrolment
    person: str
    seats: int
    now: datetime

    @property
    def key(self) -> tuple[str, str]:
        """Nobody has two places in a course."""
        return self.new.course, self.person

    def said(self) -> dict[str, Any]:
        """What was asked for, field by field; asdict would copy each value."""
        return {name: getattr(self.new, name) for name in _ASKED}


@dataclass(frozen=True, slots=True)
class _Seated:
    """What a wish gets, if its row can be inserted."""

    status: SeatStatus
    place: int
    ticket: int


async def allocate(work: UnitOfWork, new: NewEnrolment, seats: int, now: datetime) -> Enrolment:
    """Give a seat, or the last place in the queue when `seats` are taken. AlreadyEnrolled writes nothing."""
    wish = _Wish(new, person_index(work.cipher, new.name, new.phone), seats, now)
    made = await work.write_in_group(_written, wish)
    if made is None:
        [made] = await _written(work, [wish])
    if made is None:
        raise AlreadyEnrolled(await enrolments.of_person(work, *wish.key))
    return made


async def _written(work: UnitOfWork, wishes: Sequence[_Wish]) -> Sequence[Enrolment | None]:
    """The enrolments; None for who has a place in the course."""
    seated = await _seated(work, wishes)
    if not seated:
        return [None] * len(wishes)
    session = await work.write()
    rows = [_row(wish, one) for wish, one in seated.items()]
    found = await session.execute(_ENROL.on(session), rows)
    ids = {(row.course, row.person): row.id for row in found}
    if len(ids) != len(seated):
        # Another process was quicker with one of them: who comes after has been counted wrong.
        return [None] * len(wishes)
    made = {wish: _made(wish, one, ids[wish.key]) for wish, one in seated.items()}
    notes = [
        Change("enrolments", one.id, one.user, one.status.value, one.created_at) for one in made.values()
    ]
    await note_each(session, notes)
    return [made.get(wish) for wish in wishes]


async def _seated(work: UnitOfWork, wishes: Sequence[_Wish]) -> dict[_Wish, _Seated]:
    """The classes locked, and a place for everyone who has none in the course yet."""
    session = await work.write()
    asked = Counter(wish.new.session for wish in wishes)
    last = await class_locks.lock_all(session, asked)
    tickets = {class_id: itertools.count(last[class_id] - asked[class_id] + 1) for class_id in asked}
    held = await class_seats.held(session, asked)
    found = await session.execute(_THERE, {"people": [wish.person for wish in wishes]})
    there = {(row.course, row.person) for row in found}
    seated = {}
    for wish in wishes:
        if wish.key not in there:
            there.add(wish.key)
            status, place_in_queue = held[wish.new.session].take(wish.seats)
            seated[wish] = _Seated(status, place_in_queue, next(tickets[wish.new.session]))
    return seated


def _row(wish: _Wish, seated: _Seated) -> dict[str, object]:
    return wish.said() | {
        "person": wish.person,
        "status": seated.status.value,
        "ticket": seated.ticket,
        "created_at": wish.now,
        "updated_at": wish.now,
    }


def _made(wish: _Wish, seated: _Seated, number: int) -> Enrolment:
    return Enrolment(**wish.said(), id=number, status=seated.status, created_at=wish.now, place=seated.place)
