"""What the staff see of the talent bank: skills that are lent, requests for help."""

from bot.content.snapshot import Content
from bot.services.talents import lending_records, request_records
from bot.services.talents.service import service
from bot.services.talents.tables import TalentRecord, TalentRequestRecord
from bot.storage.database import UnitOfWork
from bot.storage.export_table import Table
from bot.storage.record_type import RecordType, StaffList


async def lent(work: UnitOfWork, _: Content) -> Table:
    """All skills that are lent."""
    return await lending_records.table(work)


async def asked(work: UnitOfWork, _: Content) -> Table:
    """All requests."""
    return await request_records.table(work)


service.keeps(
    RecordType(
        "talents",
        TalentRecord,
        {"active": "有效", "stopped": "已退出"},
        StaffList(
            6,
            "人才银行",
            "fa fa-star",
            {
                "id": "编号",
                "status": "状态",
                "skill": "会什么",
                "bank": "银行",
                "spare": "有空",
                "name": "姓名",
                "phone": "电话",
                "created_at": "时间",
                "user": "账号",
            },
            {"stopped": "退出"},
        ),
        lent,
    )
)
service.keeps(
    RecordType(
        "talent_requests",
        TalentRequestRecord,
        {
            "open": "等人",
            "offered": "问过人了",
            "accepted": "有人接了",
            "done": "办好了",
            "withdrawn": "结束",
        },
        StaffList(
            7,
            "求助",
            "fa fa-handshake",
            {
                "id": "编号",
                "status": "状态",
                "need": "要什么",
                "bank": "银行",
                "name": "姓名",
                "phone": "电话",
                "address": "地址",
                "time": "时间",
                "rating": "几星",
                "created_at": "时间",
                "user": "账号",
            },
            {"accepted": "找到人了", "done": "办好了", "withdrawn": "结束", "open": "重新找人"},
            search=("need", "time"),
        ),
        asked,
    )
)
