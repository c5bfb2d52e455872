"""Courses that residents would like: counted by subject, told of once when one opens."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, select

from bot.services.course_request.statuses import COURSE_REQUEST_TRANSITIONS, CourseRequestStatus
from bot.services.course_request.tables import CourseRequestRecord
from bot.storage.repository import Repository
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class NewCourseRequest:
    """What a resident would like to learn, and what they chose to tell of the one who would come.

    subject: in their words; fold: the subject as it is counted, in plain; known: the classes that did not suit.
    """

    user: str
    subject: str
    fold: str
    for_whom: str = "本人"
    age: int | None = None
    education: str = ""
    interest: str = ""
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CourseRequest:
    """A request as it stands. known: the classes that did not suit, with commas between; course: the one told of."""

    id: int
    user: str
    subject: str
    fold: str
    for_whom: str
    age: int | None
    education: str
    interest: str
    known: str
    status: CourseRequestStatus
    course: str
    created_at: datetime

    @property
    def known_classes(self) -> frozenset[str]:
        """The classes that there were when it was asked for."""
        return frozenset(filter(None, self.known.split(",")))


_R = CourseRequestRecord
_rows = Repository(CourseRequestRecord, CourseRequest, COURSE_REQUEST_TRANSITIONS)
_OPEN = _R.status == CourseRequestStatus.OPEN
_CORRECTED = ("subject", "for_whom", "age", "education", "interest")
_FOLD = "course request"  # what the index of a subject is for


async def ask(work: UnitOfWork, new: NewCourseRequest, now: datetime) -> tuple[CourseRequest, bool]:
    """Write the request down; True when it is new. Asked for again, it takes on what is told in addition."""
    fold = work.cipher.index(_FOLD, new.fold)
    values = asdict(new) | {"known": ",".join(sorted(new.known)), "fold": fold}
    added = await _rows.add_once(work, new.user, now, **values, course="", status=CourseRequestStatus.OPEN)
    if added is not None:
        return added, True
    same = [_R.user == new.user, _R.fold == fold, _R.for_whom == new.for_whom, _OPEN]
    more = {name: values[name] for name in ("age", "education", "interest", "known") if values[name]}
    changed = await _rows.change(work, same, new.user, "told more", now, **more) if more else []
    [request] = changed or await _rows.all(work, *same)
    return request, False


async def wanted(work: UnitOfWork, fold: str) -> int:
    """How many people would like this subject, by the `fold` of a request."""
    session = await work.read()
    return (await session.execute(select(func.count()).where(_R.fold == fold, _OPEN))).scalar_one()


async def of_user(work: UnitOfWork, user: str) -> list[CourseRequest]:
    """The user's open requests, oldest first."""
    return await _rows.all(work, _R.user == user, _OPEN)


async def waiting(work: UnitOfWork) -> list[CourseRequest]:
    """All open requests, oldest first."""
    return await _rows.all(work, _OPEN)


async def withdraw(work: UnitOfWork, user: str, request_id: int, now: datetime) -> CourseRequest | None:
    """Withdraw the user's request; None when they have no such one, or not any more."""
    own_row = [_R.id == request_id, _R.user == user]
    changed = await _rows.move(work, own_row, CourseRequestStatus.WITHDRAWN, Party.RESIDENT, user, now)
    return changed[0] if changed else None


async def correct(
    work: UnitOfWork, request: CourseRequest, subject_key: str, now: datetime
) -> CourseRequest | None:
    """Write what they would like now, and for whom; None when they have asked for that already.

    subject_key: the subject as it is counted, in plain.
    """
    await work.write()
    fold = work.cipher.index(_FOLD, subject_key) if subject_key else request.fold
    same = [_R.user == request.user, _R.fold == fold, _R.for_whom == request.for_whom, _OPEN]
    if await _rows.first(work, *same, _R.id != request.id):
        return None
    values = {name: getattr(request, name) for name in _CORRECTED} | {"fold": fold}
    where = [_R.id == request.id, _R.user == request.user, _OPEN]
    changed = await _rows.change(work, where, request.user, "changed", now, **values)
    return changed[0] if changed else None


async def opened(work: UnitOfWork, request_id: int, course: str, actor: str, now: datetime) -> bool:
    """The course has opened: True for the one who gets to tell, and never again."""
    this = [_R.id == request_id]
    status, by = CourseRequestStatus.DONE, Party.SYSTEM
    return bool(await _rows.move(work, this, status, by, actor, now, course=course))


async def wanted_by_subject(work: UnitOfWork) -> dict[str, int]:
    """How many people would like each subject (by `fold`) now."""
    session = await work.read()
    counted = await session.execute(select(_R.fold, func.count()).where(_OPEN).group_by(_R.fold))
    return {row[0]: row[1] for row in counted}


async def every(work: UnitOfWork) -> list[CourseRequest]:
    """Every request, also those that are over."""
    return await _rows.all(work)
