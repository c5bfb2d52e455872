"""What the staff see of sign-ups for events: the list, the card, what may be decided; and what is kept how long."""

from bot.content.snapshot import Content
from bot.services.events import records
from bot.services.events.service import service
from bot.services.events.tables import SignupRecord
from bot.storage.database import UnitOfWork
from bot.storage.export_table import Table
from bot.storage.record_type import RecordType, StaffList


async def exported(work: UnitOfWork, _: Content) -> Table:
    """All sign-ups for events."""
    return await records.table(work)


service.keeps(
    RecordType(
        "events",
        SignupRecord,
        {"confirmed": "已确认", "waitlisted": "候补", "cancelled": "已取消"},
        StaffList(
            2,
            "活动报名",
            "fa fa-calendar",
            {
                "id": "编号",
                "status": "状态",
                "event": "活动",
                "day": "日期",
                "name": "姓名",
                "phone": "电话",
                "people": "人数",
                "role": "身份",
                "created_at": "时间",
                "user": "账号",
            },
            {"confirmed": "确认", "cancelled": "取消"},
            words={"role": {"guest": "来参加", "performer": "来表演"}},
            search=("day",),
        ),
        exported,
    )
)
