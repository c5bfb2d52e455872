"""Subscriptions in the console: the list, and stopping one."""

from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.subscription import records as subscriptions
from bot.services.subscription.statuses import SUBSCRIPTION_TRANSITIONS
from bot.storage import notices
from bot.storage.record_type import StaffList

STATUSES = {"pending": "等验证码", "active": "有效", "stopped": "已停"}
LIST = StaffList(
    position=8,
    title="订阅",
    icon="fa fa-bell",
    columns={
        "id": "编号",
        "status": "状态",
        "channel": "怎么发",
        "phone": "电话",
        "weekday": "星期",
        "hazards": "关心",
        "paused": "暂停",
        "building": "楼",
        "consent_at": "同意的时间",
        "consent": "同意的话",
        "created_at": "时间",
        "user": "账号",
    },
    decisions={"stopped": "停发"},
    words={
        "channel": {"sms": "短信", "wechat": "微信"},
        "weekday": {str(number): f"星期{day}" for number, day in enumerate("一二三四五六日", 1)},
    },
    search=("building",),
    hidden=("user", "consent"),
)


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """The staff stop a subscription."""
    status = SUBSCRIPTION_TRANSITIONS.decision(decision.status)
    subscription = await subscriptions.decide(job.work, decision.row, status, job.actor, job.now)
    text = job.with_note(job.words.say("subscription.stopped_by_staff"), decision.note)
    await notices.add(job.work, subscription.user, text, job.now)
    return f"{subscription.id} {subscription.status}"
