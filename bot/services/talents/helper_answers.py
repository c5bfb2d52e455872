"""「接单 12」「不方便 12」「来不了 12」: the answers of those who are asked for their skill."""

from bot.common.message import Reply
from bot.conversation.turn import Turn
from bot.services.talents import helper_search_records as talent_asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents import request_views as case
from bot.services.talents.helper_search import told_on
from bot.services.talents.helper_search_records import Answer
from bot.services.talents.service import service
from bot.storage import notices


@service.exact_words(
    r"(?P<request>\d{1,9})\s*号?\s*(?:单子?)?(?:我?接单|我?接下|我接|我来|我去)", "talent.accept"
)
@service.exact_words(r"(?:接单|接下|我?接)\s*(?P<request>\d{1,9})\s*号?", "talent.accept")
@service.exact_words(r"接单|接下", "talent.accept")
async def accept(turn: Turn) -> Reply:
    """The first to accept has it, and learns where to go; the requester is told who comes.

    Without a number it is the one request that waits for this helper's answer.
    """
    user = turn.message.user
    waiting = [] if turn.slot("request") else await talent_asks.waiting_for(turn.work, user)
    number = waiting[0].id if len(waiting) == 1 else case.number_said(turn)
    answer = await talent_asks.accept(turn.work, number, user, turn.now)
    if answer is Answer.TAKEN:
        return turn.say("talent.taken", number=number, choices=turn.menu())
    if answer is Answer.CLOSED:
        return turn.say("talent.closed", number=number, choices=turn.menu())
    one = await talent_requests.find(turn.work, number)
    if answer is Answer.NOT_ASKED or one is None or one.helper is None:
        return await _nothing(turn)
    if answer is Answer.WON:
        told = {"helper": one.helper.name, "phone": one.helper.phone, "skill": one.helper.skill}
        text = turn.words.say("talent.found", number=one.id, need=one.need, time=one.time, **told)
        await notices.add(turn.work, one.user, text, turn.now)
    job = case.job(turn, one)
    return Reply(f"{turn.words.say('talent.won')}\n{job.text}", job.choices)


@service.exact_words(
    r"(?P<request>\d{1,9})\s*号?\s*(?:单子?)?我?(?:不方便|不接|接不了|没空)", "talent.decline"
)
@service.exact_words(r"(?:不方便|不接|接不了|没空)\s*(?P<request>\d{1,9})\s*号?", "talent.decline")
async def decline(turn: Turn) -> Reply:
    """One who was asked cannot: when all have said so, the next are asked."""
    number, user = case.number_said(turn), turn.message.user
    alone = await talent_asks.decline(turn.work, number, user, turn.now)
    if alone is None:
        promised = await talent_requests.of_helper(turn.work, user)
        if any(one.id == number for one in promised):
            return await release(turn)
        return turn.say("talent.decline_none", choices=turn.menu())
    if alone:
        await told_on(turn, number, user)
    return turn.say("talent.declined", number=number, choices=turn.menu())


@service.exact_words(r"(?P<request>\d{1,9})\s*号?\s*(?:单子?)?我?(?:来不了|去不了)了?", "talent.release")
@service.exact_words(r"(?:来不了|去不了)\s*(?P<request>\d{1,9})\s*号?", "talent.release")
async def release(turn: Turn) -> Reply:
    """One who had accepted cannot come after all: the requester hears, and the next are asked."""
    number, user = case.number_said(turn), turn.message.user
    if not await talent_asks.release(turn.work, number, user, turn.now):
        return turn.say("talent.release_none", choices=turn.menu())
    one = await talent_requests.find(turn.work, number)
    if one is not None:
        text = turn.words.say("talent.helper_gone", number=number, need=one.need)
        await notices.add(turn.work, one.user, text, turn.now)
        await told_on(turn, number, user)
    return turn.say("talent.released", number=number, choices=turn.menu())


async def _nothing(turn: Turn) -> Reply:
    """There is no such request for this resident; those that wait for an answer are offered."""
    waiting = await talent_asks.waiting_for(turn.work, turn.message.user)
    if not waiting:
        return turn.say("talent.not_asked", choices=turn.menu())
    return turn.say("talent.which", choices=tuple(case.link(turn, "talent.accept", one) for one in waiting))
