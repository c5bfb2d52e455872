"""Alarms in the console: the list, and what the staff note on one."""

from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.disaster import records
from bot.services.disaster.statuses import ALARM_TRANSITIONS
from bot.storage.record_type import StaffList

STATUSES = {
    "raised": "还没人看",
    "over": "居民说过去了",
    "denied": "居民说没有危险",
    "seen": "有人在管",
    "handled": "处理好了",
}
LIST = StaffList(
    position=0,
    title="遇险记录",
    icon="fa fa-bell",
    columns={
        "id": "编号",
        "status": "状态",
        "danger": "哪种危险",
        "said": "说的话",
        "place": "地点",
        "owner": "谁在管",
        "done": "做了什么",
        "sms": "短信",
        "created_at": "时间",
        "user": "账号",
    },
    decisions={"seen": "我来管", "handled": "处理好了（备注写做了什么）"},
    words={"sms": {"": "不用发", "due": "要发", "sent": "发了", "failed": "没发出去"}},
)


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """Seen or handled; the note says what was done."""
    status = ALARM_TRANSITIONS.decision(decision.status)
    alarm = await records.decide(job.work, decision.row, status, decision.note, job.actor, job.now)
    return f"{alarm.id} {alarm.status}"
