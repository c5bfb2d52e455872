"""What the staff see of tickets: the list, the card, what may be decided; and what is kept how long."""

from bot.content.snapshot import Content
from bot.services.feedback import records
from bot.services.feedback.service import service
from bot.storage.database import UnitOfWork
from bot.storage.export_table import Table
from bot.storage.record_type import Queue, RecordType, StaffList
from bot.storage.tables.tickets import TicketRecord


async def exported(work: UnitOfWork, _: Content) -> Table:
    """All tickets."""
    return await records.table(work)


service.keeps(
    RecordType(
        "tickets",
        TicketRecord,
        {"received": "已收到", "in_progress": "处理中", "resolved": "已办好", "withdrawn": "居民撤回"},
        StaffList(
            3,
            "诉求",
            "fa fa-inbox",
            {
                "id": "编号",
                "status": "状态",
                "kind": "类别",
                "detail": "内容",
                "place": "地点",
                "phone": "电话",
                "answer": "答复",
                "anonymous": "匿名",
                "reopened": "重开次数",
                "picture": "照片",
                "created_at": "时间",
                "user": "账号",
            },
            {
                "in_progress": "开始处理",
                "resolved": "办好了",
                "received": "退回到已收到",
                "confirmed": "险情属实，告诉大家",
            },
            {"kind": {"report": "诉求", "sighting": "看到险情", "voice": "征求意见"}},
            hidden=("user", "picture", "phone", "answer"),
        ),
        exported,
        expired=lambda kept, now: (
            TicketRecord.status.in_(records.CLOSED) & (TicketRecord.updated_at < now - kept.tickets)
        ),
        queues={
            "tickets": Queue(TicketRecord.created_at, lambda now: (TicketRecord.status == records.RECEIVED,))
        },
    )
)
