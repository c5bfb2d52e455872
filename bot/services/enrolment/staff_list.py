"""What the staff see of enrolments: the list, the card, what may be decided; and what is kept how long."""

from bot.content.snapshot import Content
from bot.services.enrolment import records
from bot.services.enrolment.service import service
from bot.services.enrolment.tables import EnrolmentRecord
from bot.storage.database import UnitOfWork
from bot.storage.export_table import COLUMNS, Cell, Table, spoken_time
from bot.storage.record_type import RecordType, StaffList

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


async def exported(work: UnitOfWork, content: Content) -> Table:
    """All enrolments; the course by the name that people read."""
    return Table(_COLUMNS, tuple(_row(one, content) for one in await records.everyone(work)))


def _row(enrolment: records.Enrolment, content: Content) -> tuple[Cell, ...]:
    course = content.course(enrolment.course)
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


service.keeps(
    RecordType(
        "enrolments",
        EnrolmentRecord,
        {"confirmed": "已确认", "waitlisted": "候补", "cancelled": "已取消"},
        StaffList(
            1,
            "报名",
            "fa fa-graduation-cap",
            {
                "id": "编号",
                "status": "状态",
                "course": "课程",
                "session_title": "班",
                "name": "姓名",
                "phone": "电话",
                "for_whom": "给谁报",
                "age": "年龄",
                "created_at": "时间",
                "user": "账号",
            },
            {"confirmed": "给他名额（候补转正）", "cancelled": "取消报名"},
            search=("session_title", "for_whom"),
        ),
        exported,
    )
)
