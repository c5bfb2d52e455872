"""Sign-ups for events in the console: the list, giving a free place, taking somebody off. The resident is told."""

from bot.common.errors import OrderRefused
from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.events import records as signups
from bot.services.events.occasion import event_of, name_of, seats_of
from bot.services.events.signup_wording import tell_promoted
from bot.services.events.statuses import SIGNUP_TRANSITIONS
from bot.storage import notices
from bot.storage.record_type import StaffList
from bot.storage.seats import SeatStatus
from bot.storage.transitions import NoSuchRecord

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
    status = SIGNUP_TRANSITIONS.decision(decision.status)
    signup = await signups.find(job.work, decision.row)
    if signup is None:
        raise NoSuchRecord(decision.row)
    seats = seats_of(job.content, signup, job.now.date())
    if status is SeatStatus.CONFIRMED:
        if event_of(job.content, signup) is None:
            raise OrderRefused(f"【{signup.event}】已经不在活动表里，不知道有几个位置")
        await signups.give_place(job.work, signup.id, seats, job.actor, job.now)
        key = "event.status_confirmed"
    else:
        _, promoted = await signups.take_off(job.work, signup.id, seats, job.actor, job.now)
        await tell_promoted(job, promoted)
        key = "event.cancelled"
    name = name_of(job.content, signup)
    text = job.words.say("event.by_staff", event=name, status=job.words.say(key, event=name))
    await notices.add(job.work, signup.user, job.with_note(text, decision.note), job.now)
    return f"{signup.id} {status}"
