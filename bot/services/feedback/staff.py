"""Tickets in the console: the list, and what the staff decide and answer."""

from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.feedback import records as tickets
from bot.services.feedback.records import Ticket
from bot.storage import notices
from bot.storage.record_type import StaffList
from bot.storage.shared_statuses import TICKET_TRANSITIONS, TicketStatus

CONFIRMED = "confirmed"  # a decision on a sighting, that is no status
STATUSES = {"received": "已收到", "in_progress": "处理中", "resolved": "已办好", "withdrawn": "居民撤回"}
LIST = StaffList(
    position=3,
    title="诉求",
    icon="fa fa-inbox",
    columns={
        "id": "编号",
        "status": "状态",
        "kind": "类别",
        "detail": "内容",
        "place": "地点",
        "phone": "电话",
        "answer": "答复",
        "anonymous": "匿名",
        "reopened": "重开次数",
        "rating": "评分",
        "picture": "照片",
        "created_at": "时间",
        "user": "账号",
    },
    decisions={
        "in_progress": "开始处理",
        "resolved": "办好了",
        "received": "退回到已收到",
        "confirmed": "险情属实，告诉大家",
    },
    words={"kind": {"report": "诉求", "sighting": "看到险情", "voice": "征求意见", "harassment": "举报骚扰"}},
    hidden=("user", "picture", "phone", "answer"),
)


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """Received, in progress or resolved, with an answer; or `confirmed`: other residents are told of the sighting."""
    if decision.status == CONFIRMED:
        ticket = await tickets.confirm(job.work, decision.row, job.actor, job.now)
        text = job.words.say("sighting.confirmed", number=ticket.number)
    else:
        status = TICKET_TRANSITIONS.decision(decision.status)
        ticket = await tickets.decide(job.work, decision.row, status, decision.note, job.actor, job.now)
        text = _notice(job, ticket, decision.note)
    await notices.add(job.work, ticket.account, text, job.now)
    return f"{ticket.number} {ticket.status}"


def _notice(job: JobContext, ticket: Ticket, note: str) -> str:
    status = job.words.say(f"feedback.status_{ticket.status}")
    answer = job.words.say("feedback.answer", answer=note) if note else ""
    text = job.words.say(
        "feedback.notice", number=ticket.number, detail=ticket.detail, status=status, answer=answer
    )
    if ticket.status is TicketStatus.RESOLVED:
        text += "\n" + job.words.say("feedback.notice_again", number=ticket.number)
    return text
