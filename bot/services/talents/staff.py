"""What goes on by itself (nobody answered, a new skill came in) and what the staff decide."""

from datetime import timedelta

from bot.common.errors import OrderRefused
from bot.conversation.hooks import JobContext, StaffDecision
from bot.services.talents import asking_records as talent_asks
from bot.services.talents import lending_records as talents
from bot.services.talents import request_records as talent_requests
from bot.services.talents.content import TALENTS
from bot.services.talents.matching import told_on
from bot.services.talents.request_records import LIVE, Request
from bot.services.talents.service import service
from bot.services.talents.slots import masked
from bot.services.talents.tables import RequestStatus, TalentStatus
from bot.services.talents.thanking import ask_stars, thank
from bot.storage import notices

_FROM: dict[RequestStatus, tuple[RequestStatus, ...]] = {
    RequestStatus.OPEN: (RequestStatus.OFFERED, RequestStatus.ACCEPTED),
    RequestStatus.ACCEPTED: (RequestStatus.OPEN, RequestStatus.OFFERED),
    RequestStatus.DONE: LIVE,
    RequestStatus.WITHDRAWN: LIVE,
}


@service.periodic_job
async def go_on(job: JobContext) -> None:
    """The next are asked when the last did not answer in time, and when a new skill fits an open request."""
    late = job.now - timedelta(hours=job.content.part(TALENTS).answer_hours)
    for number in await talent_asks.unanswered(job.work, late):
        await told_on(job, number, job.actor, lapsed=late)
    for number in await talent_asks.hopeful(job.work):
        await told_on(job, number, job.actor)


@service.staff_action("talent_requests")
async def decide(job: JobContext, order: StaffDecision) -> str:
    """The staff found somebody, closed a request, or take it up again; the resident and the helper are told."""
    try:
        to = RequestStatus(order.status)
        allowed = _FROM[to]
    except (ValueError, KeyError):
        known = ", ".join(sorted(status.value for status in _FROM))
        raise OrderRefused(f"求助不能改成{order.status}；可以是：{known}") from None
    keep = to is RequestStatus.DONE
    before = await talent_requests.move(
        job.work, order.row, to, allowed, job.actor, job.now, keep_helper=keep
    )
    if before is None:
        one = await talent_requests.find(job.work, order.row)
        stands = f"现在是 {one.status.value}" if one else "不在"
        raise OrderRefused(f"{order.row}号求助{stands}，不能改成{to.value}")
    await _tell(job, before, to, order.note)
    return f"talent request {order.row}: {before.status.value} → {to.value}"


@service.staff_action("talents")
async def stop(job: JobContext, order: StaffDecision) -> str:
    """The staff take a skill out of the bank."""
    one = await talents.find(job.work, order.row)
    if order.status != TalentStatus.STOPPED.value or one is None:
        raise OrderRefused("人才只能退出")
    for request in await talent_asks.asked_with(job.work, order.row):
        if await talent_asks.decline(job.work, request, one.user, job.now):
            await told_on(job, request, job.actor)
    if not await talents.stop(job.work, order.row, job.actor, job.now):
        raise OrderRefused(f"{order.row}号人才不在，或者已经退出了")
    note = _note(job, order.note)
    text = job.words.say("talent.desk_stopped", skill=one.skill, note=note)
    await notices.add(job.work, one.user, text, job.now)
    return f"talent {order.row}: stopped"


async def _tell(job: JobContext, before: Request, to: RequestStatus, note: str) -> None:
    added = _note(job, note)
    text = job.words.say(f"talent.desk_{to.value}", number=before.id, need=before.need, note=added)
    if to is RequestStatus.DONE and before.helper is not None:
        text = "\n".join(filter(None, (ask_stars(job, before), added)))
        await thank(job, before)
    await notices.add(job.work, before.user, text, job.now)
    waiting = await talent_asks.close(job.work, before.id, job.now)
    dropped = (before.helper.user,) if before.helper and to is not RequestStatus.DONE else ()
    spare = job.words.say("talent.desk_not_needed", number=before.id, need=masked(before.need))
    for user in (*dropped, *waiting):
        await notices.add(job.work, user, spare, job.now)


def _note(job: JobContext, note: str) -> str:
    return job.words.say("talent.desk_note", note=note) if note else ""
