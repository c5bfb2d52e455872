"""Orders of firms in the console: the list, and what the staff answer."""

from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.employer import records as orders
from bot.services.employer.order_wording import summary
from bot.storage import notices
from bot.storage.record_type import StaffList
from bot.storage.shared_statuses import ORDER_TRANSITIONS, OrderStatus

_NOTICES = {
    OrderStatus.ACCEPTED: "employer.told_accepted",
    OrderStatus.DECLINED: "employer.told_declined",
    OrderStatus.DONE: "employer.told_done",
}
STATUSES = {
    "open": "等回复",
    "accepted": "接下了",
    "declined": "没接",
    "done": "办完",
    "withdrawn": "企业撤回",
}
LIST = StaffList(
    position=9,
    title="企业订单",
    icon="fa fa-building",
    columns={
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
    decisions={"accepted": "接下", "declined": "不接", "done": "办完"},
    words={"kind": {"hire": "招人", "train": "培训"}},
)


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """accepted, declined or done; the firm is told, with the staff's note."""
    status = ORDER_TRANSITIONS.decision(decision.status)
    order = await orders.decide(job.work, decision.row, status, decision.note, job.actor, job.now)
    words = {"number": order.id, "what": summary(job, order)}
    notice = job.words.say(_NOTICES[status], note=decision.note, **words)
    await notices.add(job.work, order.user, notice, job.now)
    return job.words.say("employer.desk", firm=order.firm, status=order.status, **words)
