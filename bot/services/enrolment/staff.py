"""Enrolments in the console: the list, giving a seat to somebody who waits, cancelling."""

from bot.common.errors import OrderRefused
from bot.content.shared.courses import COURSES
from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.enrolment import merging
from bot.services.enrolment import records as enrolments
from bot.services.enrolment.class_keys import find_class, seats_of
from bot.services.enrolment.enrolment_wording import course_name, moved_up
from bot.services.enrolment.records import Enrolment, NoSuchEnrolment
from bot.services.enrolment.statuses import ENROLMENT_TRANSITIONS
from bot.storage import notices
from bot.storage.record_type import StaffList
from bot.storage.seats import SeatStatus
from bot.storage.transitions import NoSuchRecord, Party

MERGED = "merged"  # a decision that is no status
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
        "twin": "可能重复（编号）",
        "for_whom": "给谁报",
        "age": "年龄",
        "created_at": "时间",
        "user": "账号",
    },
    decisions={
        "confirmed": "给他名额（候补转正）",
        MERGED: "留这一份，合并同一个电话的别的报名",
        "cancelled": "取消报名",
    },
    search=("session_title", "for_whom"),
)


async def decide(job: JobContext, decision: StaffDecision) -> str:
    """Confirmed gives a free seat to the one who waits; cancelled frees the seat for the next; merged cancels twins."""
    if decision.status == MERGED:
        return await _merge(job, decision)
    status = ENROLMENT_TRANSITIONS.decision(decision.status)
    enrolment = await enrolments.find(job.work, decision.row)
    if enrolment is None:
        raise NoSuchRecord(decision.row)
    ENROLMENT_TRANSITIONS.check(enrolment.id, enrolment.status, status, Party.STAFF)
    try:
        if status is SeatStatus.CONFIRMED:
            await _give_seat(job, enrolment, decision.note)
        else:
            await _cancel(job, enrolment, decision.note)
    except NoSuchEnrolment:
        raise OrderRefused(f"{enrolment.id}号刚刚取消了") from None
    return f"{enrolment.id} {status}"


async def _merge(job: JobContext, decision: StaffDecision) -> str:
    row = decision.row
    enrolment = await enrolments.find(job.work, row)
    seats = seats_of(job.content.part(COURSES), enrolment.session) if enrolment else 0
    merged = await merging.merge(job.work, row, seats, job.actor, job.now)
    for cancelled in merged.cancelled:
        words = {
            "name": cancelled.name,
            "course": course_name(job, cancelled),
            "label": cancelled.session_title,
        }
        text = job.with_note(job.words.say("enrol.merged", **words), decision.note)
        await notices.add(job.work, cancelled.user, text, job.now)
    if enrolment is not None and enrolment.status is not merged.kept.status:
        await moved_up(job, [merged.kept])
    await moved_up(job, merged.promoted)
    return f"{row} {merged.kept.status}"


async def _give_seat(job: JobContext, enrolment: Enrolment, note: str) -> None:
    if find_class(job.content.part(COURSES), enrolment.session) is None:
        raise OrderRefused(f"「{enrolment.session_title}」已经不在课程表里，不知道有几个名额")
    seats = seats_of(job.content.part(COURSES), enrolment.session)
    await enrolments.give_seat(job.work, enrolment.id, seats, job.actor, job.now)
    await moved_up(job, [enrolment], note=note)


async def _cancel(job: JobContext, enrolment: Enrolment, note: str) -> None:
    seats = seats_of(job.content.part(COURSES), enrolment.session)
    _, promoted = await enrolments.cancel(
        job.work, enrolment.user, enrolment.id, seats, Party.STAFF, job.actor, job.now
    )
    words = {"name": enrolment.name, "course": course_name(job, enrolment), "note": note}
    text = job.words.say("enrol.withdrawn_by_staff", **words)
    await notices.add(job.work, enrolment.user, text, job.now)
    await moved_up(job, promoted)
