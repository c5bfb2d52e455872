"""Orders of firms in the console: the list, and what the staff answer."""

from bot.common.errors import OrderRefused
from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.employer import records as orders
from bot.services.employer.records import ACCEPTED, DECLINED, DONE
from bot.services.employer.wording import summary
from bot.storage import notices
from bot.storage.record_type import StaffList

_DECIDED = {
    ACCEPTED: "employer.told_accepted",
    DECLINED: "employer.told_declined",
    DONE: "employer.told_done",
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
    if decision.status not in _DECIDED:
        raise OrderRefused(f"订单可以改成 {'、'.join(_DECIDED)}，不能改成 {decision.status}")
    before = await orders.find(job.work, decision.row)
    if before is None:
        raise OrderRefused(f"没有{decision.row}号订单")
    moved = await orders.step(job.work, decision.row, decision.status, job.actor, job.now, said=decision.note)
    if moved is None:
        raise OrderRefused(f"{decision.row}号订单现在是 {before.status}，不能改成 {decision.status}")
    words = {"number": moved.id, "what": summary(job, moved)}
    told = job.words.say(_DECIDED[moved.status], note=decision.note, **words)
    await notices.add(job.work, moved.user, told, job.now)
    return job.words.say("employer.desk", firm=moved.firm, status=moved.status, **words)
