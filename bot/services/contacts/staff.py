"""Hand-overs of numbers in the console: who was given whose number, and what the staff decide on a report."""

from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.contacts import records
from bot.storage import notices
from bot.storage.record_type import StaffList
from bot.storage.shared_statuses import SHARE_TRANSITIONS, ShareStatus

STATUSES = {"given": "给过电话", "reported": "被举报，已暂停", "cleared": "核实没事", "blocked": "停用"}
LIST = StaffList(
    position=12,
    title="电话交接",
    icon="fa fa-phone",
    columns={
        "id": "编号",
        "status": "状态",
        "what": "为什么事",
        "name": "谁的电话",
        "phone": "电话",
        "receiver_name": "给了谁",
        "ticket": "诉求编号",
        "created_at": "时间",
        "user": "账号",
    },
    decisions={"cleared": "核实没事，恢复", "blocked": "属实，停用"},
    numbers=("id", "ticket"),
)


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """Clear whoever was reported, or block them for good; the owner of the number is told."""
    status = SHARE_TRANSITIONS.decision(decision.status)
    share = await records.decide(job.work, decision.row, status, job.actor, job.now)
    note = job.words.say("contact.desk_note", note=decision.note) if decision.note else ""
    text = job.words.say(f"contact.desk_{status.value}", name=share.receiver_name, note=note)
    await notices.add(job.work, share.user, text, job.now)
    if status is ShareStatus.CLEARED and share.receiver:
        await notices.add(job.work, share.receiver, job.words.say("contact.resumed"), job.now)
    return f"{share.id} {share.status}"
