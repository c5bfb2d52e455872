"""What the staff see of orders of firms: the list, the card, what may be decided; and what is kept how long."""

from bot.content.snapshot import Content
from bot.services.employer import records
from bot.services.employer.service import service
from bot.storage.database import UnitOfWork
from bot.storage.export_table import Table
from bot.storage.record_type import RecordType, StaffList
from bot.storage.tables.orders import OrderRecord


async def exported(work: UnitOfWork, _: Content) -> Table:
    """All orders of firms."""
    return await records.table(work)


service.keeps(
    RecordType(
        "orders",
        OrderRecord,
        {"open": "等回复", "accepted": "接下了", "declined": "没接", "done": "办完", "withdrawn": "企业撤回"},
        StaffList(
            9,
            "企业订单",
            "fa fa-building",
            {
                "id": "编号",
                "status": "状态",
                "kind": "招人还是培训",
                "firm": "企业",
                "need": "要什么",
                "quantity": "几个人",
                "due": "什么时候",
                "name": "姓名",
                "phone": "电话",
                "created_at": "时间",
                "user": "账号",
            },
            {"accepted": "接下", "declined": "不接", "done": "办完"},
            {"kind": {"hire": "招人", "train": "培训"}},
        ),
        exported,
    )
)
