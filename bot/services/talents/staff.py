"""The talent bank in the console: skills that are lent, requests for help, and what the staff decide on both."""

from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.talents import helper_search_records as asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents import talent_records as talents
from bot.services.talents.completion_notices import ask_stars, thank
from bot.services.talents.helper_search import ask_next_or_tell
from bot.services.talents.request_records import Request
from bot.services.talents.slot_readers import masked
from bot.services.talents.statuses import REQUEST_TRANSITIONS, TALENT_TRANSITIONS, RequestStatus
from bot.storage import notices
from bot.storage.record_type import StaffList
from bot.storage.transitions import Party

APPROVED = "approved"  # a decision on a helper, that is no status
SKILL_STATUSES = {"active": "有效", "stopped": "已退出"}
SKILLS = StaffList(
    position=6,
    title="人才银行",
    icon="fa fa-star",
    columns={
        "id": "编号",
        "status": "状态",
        "approved": "审核过",
        "paused": "先歇着",
        "skill": "会什么",
        "bank": "银行",
        "spare": "有空",
        "name": "姓名",
        "phone": "电话",
        "created_at": "时间",
        "user": "账号",
    },
    decisions={"approved": "审核通过，可以接单", "stopped": "退出"},
)
REQUEST_STATUSES = {
    "open": "等人",
    "offered": "问过人了",
    "accepted": "有人接了",
    "done": "办好了",
    "withdrawn": "结束",
}
REQUESTS = StaffList(
    position=7,
    title="求助",
    icon="fa fa-handshake",
    columns={
        "id": "编号",
        "status": "状态",
        "need": "要什么",
        "bank": "银行",
        "name": "姓名",
        "phone": "电话",
        "address": "地址",
        "time": "时间",
        "agreed_at": "同意给电话",
        "rating": "几星",
        "created_at": "时间",
        "user": "账号",
    },
    decisions={"accepted": "找到人了", "done": "办好了", "withdrawn": "结束", "open": "重新找人"},
    search=("need", "time"),
)


async def decide_request(job: JobContext, decision: StaffDecision) -> str:
    """The staff found somebody, close a request, or open it again; the requester, helper and candidates are told."""
    status = REQUEST_TRANSITIONS.decision(decision.status)
    before = await talent_requests.decide(job.work, decision.row, status, job.actor, job.now)
    await _tell(job, before, status, decision.note)
    return f"talent request {decision.row}: {before.status} → {status}"


async def decide_skill(job: JobContext, decision: StaffDecision) -> str:
    """Approve a helper; or take a skill out of the bank: whoever is asked with it now need not answer."""
    if decision.status == APPROVED:
        return await _approve(job, decision)
    status = TALENT_TRANSITIONS.decision(decision.status)
    talent = await talents.decide(job.work, decision.row, status, job.actor, job.now)
    for request in await asks.asked_with(job.work, decision.row):
        if await asks.decline(job.work, request, talent.user, job.now, Party.STAFF):
            await ask_next_or_tell(job, request, job.actor)
    note = _note(job, decision.note)
    text = job.words.say("talent.desk_stopped", skill=talent.skill, note=note)
    await notices.add(job.work, talent.user, text, job.now)
    return f"talent {decision.row}: {status}"


async def _approve(job: JobContext, decision: StaffDecision) -> str:
    approved = await talents.approve(job.work, decision.row, job.actor, job.now)
    skills = "、".join(talent.skill for talent in approved)
    note = _note(job, decision.note)
    text = job.words.say("talent.approved", name=approved[0].name, skills=skills, note=note)
    await notices.add(job.work, approved[0].user, text, job.now)
    return f"talent {decision.row}: approved"


async def _tell(job: JobContext, before: Request, to: RequestStatus, note: str) -> None:
    note_text = _note(job, note)
    text = job.words.say(f"talent.desk_{to.value}", number=before.id, need=before.need, note=note_text)
    if to is RequestStatus.DONE and before.helper is not None:
        text = "\n".join(filter(None, (ask_stars(job, before), note_text)))
        await thank(job, before)
    await notices.add(job.work, before.user, text, job.now)
    waiting = await asks.close(job.work, before.id, job.now)
    helpers = (before.helper.user,) if before.helper and to is not RequestStatus.DONE else ()
    not_needed = job.words.say("talent.desk_not_needed", number=before.id, need=masked(before.need))
    for user in (*helpers, *waiting):
        await notices.add(job.work, user, not_needed, job.now)


def _note(job: JobContext, note: str) -> str:
    return job.words.say("talent.desk_note", note=note) if note else ""
