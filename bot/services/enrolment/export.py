"""`bot export enrolments`: who has a place in which class."""

from bot.content.shared.courses import find_course
from bot.content.snapshot import Content
from bot.services.enrolment import records
from bot.services.enrolment.records import Enrolment
from bot.storage.export_table import COLUMNS, Cell, Table, spoken_time
from bot.storage.unit_of_work import UnitOfWork

_COLUMNS = (
    *COLUMNS,
    "course",
    "name",
    "phone",
    "session",
    "for_whom",
    "session_title",
    "age",
    "place",
    "course_id",
)


async def table(work: UnitOfWork, content: Content) -> Table:
    """All enrolments; the course by the name that people read."""
    return Table(_COLUMNS, tuple(_row(enrolment, content) for enrolment in await records.every(work)))


def _row(enrolment: Enrolment, content: Content) -> tuple[Cell, ...]:
    course = find_course(content, enrolment.course)
    return (
        enrolment.id,
        enrolment.user,
        enrolment.status.value,
        spoken_time(enrolment.created_at),
        course.name if course else enrolment.course,
        enrolment.name,
        enrolment.phone,
        enrolment.session,
        enrolment.for_whom,
        enrolment.session_title,
        enrolment.age,
        enrolment.place,
        enrolment.course,
    )
