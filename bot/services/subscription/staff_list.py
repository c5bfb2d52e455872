"""What the staff see of subscriptions: the list, the card, what may be decided; and what is kept how long."""

from bot.content.snapshot import Content
from bot.services.subscription import records
from bot.services.subscription.service import service
from bot.services.subscription.tables import SubscriptionRecord
from bot.storage.database import UnitOfWork
from bot.storage.export_table import Table
from bot.storage.record_type import RecordType, StaffList


async def exported(work: UnitOfWork, _: Content) -> Table:
    """All subscriptions."""
    return await records.table(work)


service.keeps(
    RecordType(
        "subscriptions",
        SubscriptionRecord,
        {"active": "有效", "stopped": "已停"},
        StaffList(
            8,
            "订阅",
            "fa fa-bell",
            {
                "id": "编号",
                "status": "状态",
                "channel": "怎么发",
                "phone": "电话",
                "weekday": "星期",
                "hazards": "关心",
                "building": "楼",
                "consent_at": "同意的时间",
                "consent": "同意的话",
                "created_at": "时间",
                "user": "账号",
            },
            {"stopped": "停发"},
            {
                "channel": {"sms": "短信", "wechat": "微信"},
                "weekday": {str(number): f"星期{day}" for number, day in enumerate("一二三四五六日", 1)},
            },
            search=("building",),
            hidden=("user", "consent"),
        ),
        exported,
    )
)
