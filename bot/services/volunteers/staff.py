"""Volunteers in the console: the list, hours served, who leaves a team."""

from bot.common.errors import OrderRefused
from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.volunteers import records as volunteers
from bot.storage import notices
from bot.storage.record_type import StaffList

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
        "created_at": "时间",
        "user": "账号",
    },
    decisions={"hours": "记小时（下面写几个小时）", "active": "回队", "stopped": "离队"},
    search=("team", "skills", "free"),
)


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """`hours` with the number as note logs hours served; else active or stopped."""
    if decision.status == "hours":
        if not decision.note.lstrip("+-").isdecimal():
            raise OrderRefused("请在备注里写几个小时，写整数")
        hours = int(decision.note)
        volunteer = await volunteers.log_hours(job.work, decision.row, hours, job.actor, job.now)
    elif decision.status in (volunteers.ACTIVE, volunteers.STOPPED):
        hours = 0
        volunteer = await volunteers.decide(job.work, decision.row, decision.status, job.actor, job.now)
    else:
        raise OrderRefused("志愿者可以在队、离队，或者记小时")
    if volunteer is None:
        raise OrderRefused(f"没有{decision.row}号志愿者，或者小时不够减")
    if hours:
        text = job.words.say("volunteer.logged", hours=hours, team=volunteer.team, total=volunteer.hours)
        await notices.add(job.work, volunteer.user, text, job.now)
    return f"{volunteer.id} {volunteer.status} {volunteer.hours} h"
