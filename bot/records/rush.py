"""A place in a class when many want one at the same moment: their rows in a few statements, and one commit for all."""

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.records import enrolments
from bot.records import seats as ledger
from bot.records.changes import Change, note_each
from bot.records.database import UnitOfWork
from bot.records.enrolments import ENROL, Enrolment, NewEnrolment, person_index, placed, row_of
from bot.records.models import EnrolmentRecord, Status

_E = EnrolmentRecord.__table__.c
_THERE = select(_E.course, _E.person).where(
    _E.person.in_(bindparam("people", expanding=True)), _E.status != Status.CANCELLED
)


@dataclass(frozen=True, slots=True, eq=False)
class _Wish:
    new: NewEnrolment
    seats: int
    now: datetime


async def place(work: UnitOfWork, new: NewEnrolment, seats: int, now: datetime) -> Enrolment:
    """As `enrolments.place`, which does it where the work is not shared or the person has a place already."""
    together = await work.together(_written, _Wish(new, seats, now))
    return together or await enrolments.place(work, new, seats, now)


async def _written(work: UnitOfWork, wishes: Sequence[_Wish]) -> Sequence[Enrolment | None]:
    seated = await _seated(work, wishes)
    if not seated:
        return [None] * len(wishes)
    session = await work.write()
    found = await session.execute(ENROL.on(session), [one.row for one in seated.values()])
    ids = {(row.course, row.person): row.id for row in found}
    if len(ids) != len(seated):
        # Another process was quicker with one of them: who comes after has been counted wrong.
        await work.rollback()
        return [None] * len(wishes)
    made = {wish: one.enrolment(wish, ids) for wish, one in seated.items()}
    notes = [
        Change("enrolments", one.id, one.user, one.status.value, one.created_at) for one in made.values()
    ]
    await note_each(session, notes)
    return [made.get(wish) for wish in wishes]


@dataclass(frozen=True, slots=True)
class _Seated:
    """What a wish gets, if its row can be inserted."""

    status: Status
    place: int
    row: dict[str, object]

    def enrolment(self, wish: _Wish, ids: Mapping[tuple[object, object], int]) -> Enrolment:
        number = ids[self.row["course"], self.row["person"]]
        return placed(wish.new, number, self.status, wish.now, self.place)


async def _seated(work: UnitOfWork, wishes: Sequence[_Wish]) -> dict[_Wish, _Seated]:
    """The classes locked, and a place for everyone who has none in the course yet."""
    session = await work.write()
    people = {wish: person_index(work.vault, wish.new.name, wish.new.phone) for wish in wishes}
    asked = Counter(wish.new.session for wish in wishes)
    last = await ledger.lock_all(session, asked)
    tickets = {class_id: itertools.count(last[class_id] - asked[class_id] + 1) for class_id in asked}
    held = await ledger.held(session, asked)
    found = await session.execute(_THERE, {"people": list(people.values())})
    there = {(row.course, row.person) for row in found}
    seated = {}
    for wish, person in people.items():
        if (wish.new.course, person) in there:
            continue
        there.add((wish.new.course, person))
        status, place_in_queue = held[wish.new.session].take(wish.seats)
        ticket = next(tickets[wish.new.session])
        row = row_of(work.vault, wish.new, person, status, ticket, wish.now)
        seated[wish] = _Seated(status, place_in_queue, row)
    return seated
