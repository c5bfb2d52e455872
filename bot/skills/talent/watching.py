"""What goes on by itself (nobody answered, a new skill came in) and what the staff decide."""

from datetime import timedelta

from bot.dialogue.skill import Errand, Order, Skill
from bot.errors import OrderRefused
from bot.records import notices, talent_asks, talent_requests, talents
from bot.records.tables.talents import RequestStatus, TalentStatus
from bot.records.talent_requests import LIVE, Request
from bot.skills.talent.finding import told_on
from bot.skills.talent.slots import masked
from bot.skills.talent.thanking import ask_stars, thank

skill = Skill(
    name="talent-watching",
    says={
        "talent.desk_accepted": frozenset({"number", "need", "note"}),
        "talent.desk_done": frozenset({"number", "need", "note"}),
        "talent.desk_open": frozenset({"number", "need", "note"}),
        "talent.desk_withdrawn": frozenset({"number", "need", "note"}),
        "talent.desk_note": frozenset({"note"}),
        "talent.desk_not_needed": frozenset({"number", "need"}),
        "talent.desk_stopped": frozenset({"skill", "note"}),
    },
)

_FROM: dict[RequestStatus, tuple[RequestStatus, ...]] = {
    RequestStatus.OPEN: (RequestStatus.OFFERED, RequestStatus.ACCEPTED),
    RequestStatus.ACCEPTED: (RequestStatus.OPEN, RequestStatus.OFFERED),
    RequestStatus.DONE: LIVE,
    RequestStatus.WITHDRAWN: LIVE,
}


@skill.chore
async def go_on(errand: Errand) -> None:
    """The next are asked when the last did not answer in time, and when a new skill fits an open request."""
    late = errand.now - timedelta(hours=errand.content.talents.answer_hours)
    for number in await talent_asks.unanswered(errand.work, late):
        await told_on(errand, number, errand.actor, lapsed=late)
    for number in await talent_asks.hopeful(errand.work):
        await told_on(errand, number, errand.actor)


@skill.desk("talent_requests")
async def decide(errand: Errand, order: Order) -> str:
    """The staff found somebody, closed a request, or take it up again; the resident and the helper are told."""
    try:
        to = RequestStatus(order.status)
        allowed = _FROM[to]
    except (ValueError, KeyError):
        known = ", ".join(sorted(status.value for status in _FROM))
        raise OrderRefused(f"求助不能改成{order.status}；可以是：{known}") from None
    keep = to is RequestStatus.DONE
    before = await talent_requests.move(
        errand.work, order.row, to, allowed, errand.actor, errand.now, keep_helper=keep
    )
    if before is None:
        one = await talent_requests.find(errand.work, order.row)
        stands = f"现在是 {one.status.value}" if one else "不在"
        raise OrderRefused(f"{order.row}号求助{stands}，不能改成{to.value}")
    await _tell(errand, before, to, order.note)
    return f"talent request {order.row}: {before.status.value} → {to.value}"


@skill.desk("talents")
async def stop(errand: Errand, order: Order) -> str:
    """The staff take a skill out of the bank."""
    one = await talents.find(errand.work, order.row)
    if order.status != TalentStatus.STOPPED.value or one is None:
        raise OrderRefused("人才只能退出")
    for request in await talent_asks.asked_with(errand.work, order.row):
        if await talent_asks.decline(errand.work, request, one.user, errand.now):
            await told_on(errand, request, errand.actor)
    if not await talents.stop(errand.work, order.row, errand.actor, errand.now):
        raise OrderRefused(f"{order.row}号人才不在，或者已经退出了")
    note = _note(errand, order.note)
    text = errand.words.say("talent.desk_stopped", skill=one.skill, note=note)
    await notices.add(errand.work, one.user, text, errand.now)
    return f"talent {order.row}: stopped"


async def _tell(errand: Errand, before: Request, to: RequestStatus, note: str) -> None:
    added = _note(errand, note)
    text = errand.words.say(f"talent.desk_{to.value}", number=before.id, need=before.need, note=added)
    if to is RequestStatus.DONE and before.helper is not None:
        text = "\n".join(filter(None, (ask_stars(errand, before), added)))
        await thank(errand, before)
    await notices.add(errand.work, before.user, text, errand.now)
    waiting = await talent_asks.close(errand.work, before.id, errand.now)
    dropped = (before.helper.user,) if before.helper and to is not RequestStatus.DONE else ()
    spare = errand.words.say("talent.desk_not_needed", number=before.id, need=masked(before.need))
    for user in (*dropped, *waiting):
        await notices.add(errand.work, user, spare, errand.now)


def _note(errand: Errand, note: str) -> str:
    return errand.words.say("talent.desk_note", note=note) if note else ""
