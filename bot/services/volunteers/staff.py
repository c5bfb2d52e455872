"""Volunteers in the console: the list, hours served, who leaves a team."""

from bot.common.errors import OrderRefused
from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.volunteers import records as volunteers
from bot.services.volunteers.records import Volunteer
from bot.services.volunteers.statuses import VOLUNTEER_TRANSITIONS
from bot.storage import notices
from bot.storage.record_type import StaffList

HOURS = "hours"  # a decision that is no status
STATUSES = {"active": "在队", "stopped": "离队"}
LIST = StaffList(
    position=5,
    title="志愿者",
    icon="fa fa-hand-holding-heart",
    columns={
        "id": "编号",
        "status": "状态",
        "name": "姓名",
        "phone": "电话",
        "team": "队伍",
        "skills": "会什么",
        "free": "有空",
        "hours": "小时",
        "paused": "先歇着",
        "created_at": "时间",
        "user": "账号",
    },
    decisions={HOURS: "记小时（下面写几个小时）", "active": "回队", "stopped": "离队"},
    search=("team", "skills", "free"),
)


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """`hours` with the number as note logs hours served; else active or stopped."""
    if decision.status == HOURS:
        return await _log_hours(job, decision)
    status = VOLUNTEER_TRANSITIONS.decision(decision.status)
    volunteer = await volunteers.decide(job.work, decision.row, status, job.actor, job.now)
    text = job.words.say(f"volunteer.{status}_by_staff", name=volunteer.name, team=volunteer.team)
    await notices.add(job.work, volunteer.user, job.with_note(text, decision.note), job.now)
    return _line(volunteer)


async def _log_hours(job: JobContext, decision: StaffDecision) -> str:
    if not decision.note.lstrip("+-").isdecimal():
        raise OrderRefused("请在备注里写几个小时，写整数")
    hours = int(decision.note)
    volunteer = await volunteers.log_hours(job.work, decision.row, hours, job.actor, job.now)
    if volunteer is None:
        raise OrderRefused(f"没有{decision.row}号志愿者，或者小时不够减")
    if hours:
        text = job.words.say("volunteer.logged", hours=hours, team=volunteer.team, total=volunteer.hours)
        await notices.add(job.work, volunteer.user, text, job.now)
    return _line(volunteer)


def _line(volunteer: Volunteer) -> str:
    return f"{volunteer.id} {volunteer.status} {volunteer.hours} h"
