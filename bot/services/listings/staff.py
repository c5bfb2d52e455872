"""The green exchange in the console: the list, taking a thing off it, marking it done."""

from bot.common.errors import OrderRefused
from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.listings import records as listings
from bot.storage import notices
from bot.storage.record_type import StaffList

STATUSES = {"open": "在架", "reserved": "已预订", "done": "完成", "withdrawn": "下架"}
LIST = StaffList(
    position=4,
    title="绿色交换",
    icon="fa fa-recycle",
    columns={
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
    decisions={"withdrawn": "下架", "done": "已成交"},
    words={
        "kind": {"offer": "有东西", "wanted": "想要"},
        "terms": {"give": "送", "swap": "换", "sell": "卖"},
    },
    search=("item",),
    numbers=("id",),
)


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """The staff take a listing off, or mark it done."""
    if decision.status not in (listings.WITHDRAWN, listings.DONE):
        raise OrderRefused("交换的东西可以下架，或者标成完成")
    listing = await listings.decide(job.work, decision.row, decision.status, job.actor, job.now)
    if listing is None:
        raise OrderRefused(f"没有{decision.row}号，或者它已经不在架上")
    await notices.add(
        job.work, listing.user, job.words.say(f"listing.{listing.status}", item=listing.item), job.now
    )
    return f"{listing.id} {listing.status}"
