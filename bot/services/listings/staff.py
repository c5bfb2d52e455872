"""The green exchange in the console: the list, taking a thing off it, marking it done."""

from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.listings import records as listings
from bot.services.listings.statuses import LISTING_TRANSITIONS, ListingStatus
from bot.storage import notices
from bot.storage.record_type import StaffList

SHOWN = "shown"  # a decision on what is held, that is no status
STATUSES = {"open": "在架", "reserved": "已预订", "done": "完成", "withdrawn": "下架"}
LIST = StaffList(
    position=4,
    title="绿色交换",
    icon="fa fa-recycle",
    columns={
        "id": "编号",
        "status": "状态",
        "held": "等放行",
        "paused": "暂停",
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
    decisions={"shown": "放行，让大家看到", "withdrawn": "下架", "done": "已成交"},
    words={
        "kind": {"offer": "有东西", "wanted": "想要"},
        "terms": {"give": "送", "swap": "换", "sell": "卖"},
    },
    search=("item",),
    numbers=("id",),
)


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """Release what is held, withdraw a listing, or mark it done. The owner is told, and so is the holder of what is withdrawn."""
    if decision.status == SHOWN:
        return await _show(job, decision)
    status = LISTING_TRANSITIONS.decision(decision.status)
    listing = await listings.decide(job.work, decision.row, status, job.actor, job.now)
    told = job.with_note(job.words.say(f"listing.{status}", item=listing.item), decision.note)
    await notices.add(job.work, listing.user, told, job.now)
    if listing.holder and status is ListingStatus.WITHDRAWN:
        text = job.words.say("listing.withdrawn_to_holder", item=listing.item)
        await notices.add(job.work, listing.holder, text, job.now)
    return f"{listing.id} {listing.status}"


async def _show(job: JobContext, decision: StaffDecision) -> str:
    """Release what was held; the owner is told, and whoever looks for such a thing."""
    listing = await listings.show(job.work, decision.row, job.actor, job.now)
    told = job.with_note(job.words.say("listing.shown", item=listing.item), decision.note)
    await notices.add(job.work, listing.user, told, job.now)
    terms = job.words.say(f"listing.{listing.terms}")
    for wish in await listings.wishes_for(job.work, listing):
        text = job.words.say("listing.wish_came", item=listing.item, terms=terms)
        await notices.add(job.work, wish.user, text, job.now)
    return f"{listing.id} shown"
