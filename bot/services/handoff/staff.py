"""What the staff do in a conversation that was handed to them: the inbox's actions."""

from bot.common.errors import OrderRefused
from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.handoff import records as handoffs
from bot.services.handoff.statuses import HandoffStatus
from bot.storage import notices
from bot.storage.transitions import NoSuchRecord, Party

STATUSES = {"waiting": "没人接", "open": "有人在接", "callback": "要回电话", "closed": "结束"}


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """`say` answers with the note and takes the hand-off, `assign` gives it to the colleague noted, `closed` ends it."""
    if decision.status == "say" and decision.note:
        handoff = await handoffs.take(job.work, decision.row, job.actor, job.now)
        if handoff is not None:
            await handoffs.say(job.work, handoff, job.actor, decision.note, job.now)
            text = job.words.say("handoff.said", text=decision.note)
            await notices.add(job.work, handoff.user, text, job.now)
    elif decision.status == "assign" and decision.note:
        handoff = await handoffs.assign(job.work, decision.row, decision.note, job.actor, job.now)
    elif decision.status == HandoffStatus.CLOSED:
        handoff = await handoffs.close(job.work, decision.row, Party.STAFF, job.actor, job.now)
        if handoff is not None:
            await notices.add(job.work, handoff.user, job.words.say("handoff.over"), job.now)
    else:
        raise OrderRefused(
            "对话可以回话（say，带 --note）、转给同事（assign，带 --note），或者结束（closed）"
        )
    if handoff is None:
        raise await _refusal(job, decision.row)
    return f"{handoff.id} {handoff.status}"


async def _refusal(job: JobContext, row: int) -> OrderRefused:
    handoff = await handoffs.find(job.work, row)
    if handoff is None:
        return NoSuchRecord(row)
    over = handoff.status is HandoffStatus.CLOSED
    return OrderRefused(f"{row}号对话已经结束了" if over else f"{row}号对话已经有别的同事在接")
