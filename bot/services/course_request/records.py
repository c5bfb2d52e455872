"""Courses that residents would like: counted by subject, told of once when one opens."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.services.course_request.tables import CourseRequestRecord as Row
from bot.storage.audit import note
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import insert_into

OPEN, WITHDRAWN, DONE = "open", "withdrawn", "done"
_TABLE = "course_requests"


@dataclass(frozen=True, slots=True)
class NewCourseRequest:
    """What a resident would like to learn, and what they chose to tell of the one who would come.

    subject: in their words; fold: the subject as it is counted; known: the classes that did not suit.
    """

    user: str
    subject: str
    fold: str
    for_whom: str = "本人"
    age: int | None = None
    education: str = ""
    interest: str = ""
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRequest(NewCourseRequest):
    """A request as it stands; course: the one that they were told of."""

    id: int
    status: str
    course: str
    created_at: datetime


async def ask(work: UnitOfWork, new: NewCourseRequest, now: datetime) -> tuple[CourseRequest, bool]:
    """Keep the request; True when it is new. Asked for again, it takes what is told now beside what was told."""
    session = await work.write()
    row_id = await session.scalar(
        insert_into(session, Row)
        .values(**_values(new), course="", status=OPEN, created_at=now, updated_at=now)
        .on_conflict_do_nothing()
        .returning(Row.id)
    )
    if row_id is not None:
        await note(session, _TABLE, [row_id], new.user, OPEN, now)
        return await _one(work, Row.id == row_id), True
    mine = (Row.user == new.user, Row.fold == new.fold, Row.for_whom == new.for_whom, Row.status == OPEN)
    there = await _one(work, *mine)
    told = {
        name: value
        for name, value in _values(new).items()
        if name in ("age", "education", "interest", "known") and value
    }
    if told:
        await _change(session, there.id, now, told)
        await note(session, _TABLE, [there.id], new.user, "told more", now)
    return await _one(work, Row.id == there.id), False


async def wanted(work: UnitOfWork, fold: str) -> int:
    """How many people would like this subject."""
    session = await work.read()
    counted = select(func.count()).where(Row.fold == fold, Row.status == OPEN)
    return (await session.execute(counted)).scalar_one()


async def of_user(work: UnitOfWork, user: str) -> list[CourseRequest]:
    """The user's open requests, oldest first."""
    return await _all(work, Row.user == user, Row.status == OPEN)


async def waiting(work: UnitOfWork) -> list[CourseRequest]:
    """All open requests, oldest first."""
    return await _all(work, Row.status == OPEN)


async def withdraw(work: UnitOfWork, user: str, request_id: int, now: datetime) -> CourseRequest | None:
    """Withdraw the user's request; None when they have no such one, or not any more."""
    done = await _closed(work, request_id, {"status": WITHDRAWN}, user, now, Row.user == user)
    return await _one(work, Row.id == request_id) if done else None


async def opened(work: UnitOfWork, request_id: int, course: str, actor: str, now: datetime) -> bool:
    """The course has opened: True for the one who gets to tell, and never again."""
    return await _closed(work, request_id, {"status": DONE, "course": course}, actor, now)


async def wanted_by_subject(work: UnitOfWork) -> dict[str, int]:
    """How many people would like each subject (by `fold`) now."""
    session = await work.read()
    counted = await session.execute(
        select(Row.fold, func.count()).where(Row.status == OPEN).group_by(Row.fold)
    )
    return {row[0]: row[1] for row in counted}


async def every(work: UnitOfWork) -> list[CourseRequest]:
    """Every request, also those that are over."""
    return await _all(work)


async def _closed(
    work: UnitOfWork, row_id: int, values: Mapping[str, object], actor: str, now: datetime,
    *where: ColumnElement[bool],
) -> bool:  # fmt: skip
    session = await work.write()
    statement = update(Row).where(Row.id == row_id, Row.status == OPEN, *where)
    closed = await session.scalar(statement.values(updated_at=now, **values).returning(Row.id))
    if closed is not None:
        await note(session, _TABLE, [row_id], actor, str(values["status"]), now)
    return closed is not None


async def _change(session: AsyncSession, row_id: int, now: datetime, values: Mapping[str, object]) -> None:
    await session.execute(update(Row).where(Row.id == row_id).values(updated_at=now, **values))


def _values(new: NewCourseRequest) -> dict[str, object]:
    return asdict(new) | {"known": ",".join(sorted(new.known))}


async def _one(work: UnitOfWork, *where: ColumnElement[bool]) -> CourseRequest:
    return (await _all(work, *where))[0]


async def _all(work: UnitOfWork, *where: ColumnElement[bool]) -> list[CourseRequest]:
    session = await work.read()
    found = await session.scalars(
        select(Row).where(*where).order_by(Row.id), execution_options={"populate_existing": True}
    )
    return [_request(row) for row in found]


def _request(row: Row) -> CourseRequest:
    return CourseRequest(
        user=row.user,
        subject=row.subject,
        fold=row.fold,
        for_whom=row.for_whom,
        age=row.age,
        education=row.education,
        interest=row.interest,
        known=frozenset(filter(None, row.known.split(","))),
        id=row.id,
        status=row.status,
        course=row.course,
        created_at=row.created_at,
    )
