"""What the staff see of courses that residents ask for: the list, the card, what may be decided; and what is kept how long."""

from bot.content.snapshot import Content
from bot.services.course_request import records
from bot.services.course_request.service import service
from bot.services.course_request.tables import CourseRequestRecord
from bot.storage.database import UnitOfWork
from bot.storage.export_table import Table
from bot.storage.record_type import RecordType, StaffList


async def exported(work: UnitOfWork, _: Content) -> Table:
    """All courses that residents ask for."""
    return await records.table(work)


service.keeps(
    RecordType(
        "requests",
        CourseRequestRecord,
        {"open": "想学", "done": "开班了", "withdrawn": "不学了"},
        StaffList(
            10,
            "想学的课",
            "fa fa-lightbulb",
            {
                "id": "编号",
                "status": "状态",
                "subject": "想学",
                "for_whom": "给谁",
                "age": "年龄",
                "education": "文化程度",
                "interest": "爱好",
                "created_at": "时间",
                "user": "账号",
            },
            {},
            words={
                "education": {
                    "none": "不限",
                    "primary": "小学",
                    "junior": "初中",
                    "senior": "高中",
                    "college": "大专以上",
                }
            },
            search=("subject", "for_whom"),
        ),
        exported,
    )
)
