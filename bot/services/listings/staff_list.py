"""What the staff see of listings: the list, the card, what may be decided; and what is kept how long."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.content.snapshot import Content
from bot.services.listings import records
from bot.services.listings.service import service
from bot.services.listings.tables import ListingRecord
from bot.storage.database import UnitOfWork
from bot.storage.export_table import Table
from bot.storage.record_type import RecordType, StaffList


async def _release(session: AsyncSession, user: str) -> None:
    freed = {"holder": "", "holder_name": "", "holder_phone": "", "status": "open", "reserved_until": None}
    await session.execute(update(ListingRecord).where(ListingRecord.holder == user).values(**freed))


async def exported(work: UnitOfWork, _: Content) -> Table:
    """All listings."""
    return await records.table(work)


service.keeps(
    RecordType(
        "listings",
        ListingRecord,
        {"open": "在架", "reserved": "已预订", "done": "完成", "withdrawn": "下架"},
        StaffList(
            4,
            "绿色交换",
            "fa fa-recycle",
            {
                "id": "编号",
                "status": "状态",
                "kind": "有还是要",
                "item": "东西",
                "quantity": "数量",
                "terms": "怎么给",
                "name": "姓名",
                "phone": "电话",
                "reserved_until": "留到",
                "created_at": "时间",
                "user": "账号",
            },
            {"withdrawn": "下架", "done": "已成交"},
            {
                "kind": {"offer": "有东西", "wanted": "想要"},
                "terms": {"give": "送", "swap": "换", "sell": "卖"},
            },
            search=("item",),
            numbers=("id",),
        ),
        exported,
        release=_release,
    )
)
