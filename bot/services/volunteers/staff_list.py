"""What the staff see of volunteers: the list, the card, what may be decided; and what is kept how long."""

from bot.content.snapshot import Content
from bot.services.volunteers import records
from bot.services.volunteers.service import service
from bot.services.volunteers.tables import VolunteerRecord
from bot.storage.database import UnitOfWork
from bot.storage.export_table import Table
from bot.storage.record_type import RecordType, StaffList


async def exported(work: UnitOfWork, _: Content) -> Table:
    """All volunteers."""
    return await records.table(work)


service.keeps(
    RecordType(
        "volunteers",
        VolunteerRecord,
        {"active": "在队", "stopped": "离队"},
        StaffList(
            5,
            "志愿者",
            "fa fa-hand-holding-heart",
            {
                "id": "编号",
                "status": "状态",
                "name": "姓名",
                "phone": "电话",
                "team": "队伍",
                "skills": "会什么",
                "free": "有空",
                "hours": "小时",
                "created_at": "时间",
                "user": "账号",
            },
            {"hours": "记小时（下面写几个小时）", "active": "回队", "stopped": "离队"},
            search=("team", "skills", "free"),
        ),
        exported,
    )
)
