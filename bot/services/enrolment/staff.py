"""Enrolments in the console: the list, giving a seat to somebody who waits, cancelling."""

from bot.common.errors import OrderRefused
from bot.content.shared.courses import COURSES
from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.classes import seats_of
from bot.services.enrolment.records import NoSuchEnrolment
from bot.services.enrolment.wording import course_name, moved_up
from bot.storage import notices
from bot.storage.record_type import StaffList
from bot.storage.seats import Status

STATUSES = {"confirmed": "已确认", "waitlisted": "候补", "cancelled": "已取消"}
LIST = StaffList(
    position=1,
    title="报名",
    icon="fa fa-graduation-cap",
    columns={
        "id": "编号",
        "status": "状态",
        "course": "课程",
        "session_title": "班",
        "name": "姓名",
        "phone": "电话",
        "for_whom": "给谁报",
        "age": "年龄",
        "created_at": "时间",
        "user": "账号",
    },
    decisions={"confirmed": "给他名额（候补转正）", "cancelled": "取消报名"},
    search=("session_title", "for_whom"),
)


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """Confirmed gives a free seat to the one who waits; cancelled frees the seat for the next."""
    enrolment = await enrolments.find(job.work, decision.row)
    if enrolment is None or decision.status not in (Status.CONFIRMED, Status.CANCELLED):
        raise OrderRefused(f"没有{decision.row}号报名，或者不能改成 {decision.status}")
    seats = seats_of(job.content.part(COURSES), enrolment.session)
    try:
        if decision.status == Status.CONFIRMED:
            await enrolments.give_seat(job.work, enrolment.id, seats, job.actor, job.now)
            await moved_up(job, [enrolment])
        else:
            _, promoted = await enrolments.cancel(
                job.work, enrolment.user, enrolment.id, seats, job.now, job.actor
            )
            said = {"name": enrolment.name, "course": course_name(job, enrolment), "note": decision.note}
            text = job.words.say("enrol.withdrawn_by_staff", **said)
            await notices.add(job.work, enrolment.user, text, job.now)
            await moved_up(job, promoted)
    except NoSuchEnrolment:
        raise OrderRefused(f"{enrolment.id}号不在候补里，或者这个班没有空位了") from None
    return f"{enrolment.id} {decision.status}"
