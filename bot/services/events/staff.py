"""Sign-ups for events in the console: the list, giving a free place, taking somebody off. The resident is told."""

from bot.common.errors import OrderRefused
from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.events import records as signups
from bot.services.events.occasion import event_of, name_of, seats_of, tell_promoted
from bot.services.events.records import Signup
from bot.storage import notices
from bot.storage.record_type import StaffList
from bot.storage.seats import Status

STATUSES = {"confirmed": "已确认", "waitlisted": "候补", "cancelled": "已取消"}
LIST = StaffList(
    position=2,
    title="活动报名",
    icon="fa fa-calendar",
    columns={
        "id": "编号",
        "status": "状态",
        "event": "活动",
        "day": "日期",
        "name": "姓名",
        "phone": "电话",
        "people": "人数",
        "role": "身份",
        "created_at": "时间",
        "user": "账号",
    },
    decisions={"confirmed": "确认", "cancelled": "取消"},
    words={"role": {"guest": "来参加", "performer": "来表演"}},
    search=("day",),
)


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """Confirmed gives a free place to one who waits; cancelled frees the place for the next."""
    if decision.status not in (Status.CONFIRMED, Status.CANCELLED):
        raise OrderRefused("活动报名可以确认，或者取消")
    signup = await signups.find(job.work, decision.row)
    if signup is None:
        raise OrderRefused(f"没有{decision.row}号活动报名")
    if decision.status == Status.CONFIRMED:
        await _give_place(job, signup)
        key = "event.status_confirmed"
    else:
        await _cancel(job, signup)
        key = "event.cancelled"
    name = name_of(job.content, signup)
    text = job.words.say("event.by_staff", event=name, status=job.words.say(key, event=name))
    await notices.add(job.work, signup.user, text, job.now)
    return f"{signup.id} {decision.status}"


async def _give_place(job: JobContext, signup: Signup) -> None:
    if event_of(job.content, signup) is None:
        raise OrderRefused(f"【{signup.event}】已经不在活动表里，不知道有几个位置")
    seats = seats_of(job.content, signup, job.now.date())
    if await signups.give_place(job.work, signup.id, seats, job.actor, job.now) is None:
        raise OrderRefused(f"{signup.id}号不在候补里，或者没有{signup.people}个空位了")


async def _cancel(job: JobContext, signup: Signup) -> None:
    seats = seats_of(job.content, signup, job.now.date())
    cancelled, promoted = await signups.cancel(job.work, signup.user, signup.id, seats, job.now, job.actor)
    if cancelled is None:
        raise OrderRefused(f"{signup.id}号已经取消了")
    await tell_promoted(job, promoted)
