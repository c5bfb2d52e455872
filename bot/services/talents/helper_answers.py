"""「接单 12」「不方便 12」「来不了 12」: how candidates and helpers answer. The requester's answer: `requester_consent`."""

from bot.common.message import Reply
from bot.conversation.turn import Turn
from bot.services.talents import helper_search_records as asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents import request_views as views
from bot.services.talents.helper_search import ask_next_or_tell
from bot.services.talents.helper_search_records import Acceptance
from bot.services.talents.service import service
from bot.storage import notices


@service.exact_words(
    r"(?P<request>\d{1,9})\s*号?\s*(?:单子?)?(?:我?接单|我?接下|我接|我来|我去)", "talent.accept"
)
@service.exact_words(r"(?:接单|接下|我?接)\s*(?P<request>\d{1,9})\s*号?", "talent.accept")
@service.exact_words(r"接单|接下", "talent.accept")
async def accept(turn: Turn) -> Reply:
    """Accept: the first to do so gets the request, and the requester is asked whether they may have their number.

    Without a number it is the one request that waits for this helper's answer.
    """
    user = turn.message.user
    waiting = [] if turn.slot("request") else await asks.waiting_for(turn.work, user)
    number = waiting[0].id if len(waiting) == 1 else views.request_number(turn)
    answer = await asks.accept(turn.work, number, user, turn.now)
    if answer is Acceptance.TAKEN:
        return turn.say("talent.taken", number=number)
    if answer is Acceptance.CLOSED:
        return turn.say("talent.closed", number=number)
    if answer is Acceptance.WAITS:
        return turn.say("talent.not_yet")
    if answer is Acceptance.PAUSED:
        return views.paused(turn)
    request = await talent_requests.find(turn.work, number)
    if answer is Acceptance.NOT_ASKED or request is None or request.helper is None:
        return await _nothing(turn)
    if answer is Acceptance.WON:
        helper = {"helper": request.helper.name, "skill": request.helper.skill}
        text = turn.words.say("talent.consent", number=request.id, need=request.need, **helper)
        await notices.add(turn.work, request.user, text, turn.now)
    view = views.for_helper(turn, request, agreed=request.agreed)
    if request.agreed:
        return view
    return Reply(f"{turn.words.say('talent.won')}\n{view.text}", view.choices)


@service.exact_words(
    r"(?P<request>\d{1,9})\s*号?\s*(?:单子?)?我?(?:不方便|不接|接不了|没空)", "talent.decline"
)
@service.exact_words(r"(?:不方便|不接|接不了|没空)\s*(?P<request>\d{1,9})\s*号?", "talent.decline")
async def decline(turn: Turn) -> Reply:
    """Decline: when nobody else still has to answer, the next candidates are asked."""
    number, user = views.request_number(turn), turn.message.user
    nobody_left = await asks.decline(turn.work, number, user, turn.now)
    if nobody_left is None:
        promised = await talent_requests.of_helper(turn.work, user)
        if any(request.id == number for request in promised):
            return await release(turn)
        return turn.say("talent.decline_none")
    if nobody_left:
        await ask_next_or_tell(turn, number, user)
    return turn.say("talent.declined", number=number)


@service.exact_words(r"(?P<request>\d{1,9})\s*号?\s*(?:单子?)?我?(?:来不了|去不了)了?", "talent.release")
@service.exact_words(r"(?:来不了|去不了)\s*(?P<request>\d{1,9})\s*号?", "talent.release")
async def release(turn: Turn) -> Reply:
    """Give an accepted request back: the requester is told, and the next candidates are asked."""
    number = views.request_number(turn)
    if not await give_back(turn, number):
        return turn.say("talent.release_none")
    return turn.say("talent.released", number=number)


async def give_back(turn: Turn, number: int) -> bool:
    """The helper gives the request back: the requester is told, and others are asked. False: they do not have it."""
    user = turn.message.user
    if not await asks.release(turn.work, number, user, turn.now):
        return False
    request = await talent_requests.find(turn.work, number)
    if request is not None:
        text = turn.words.say("talent.helper_gone", number=number, need=request.need)
        await notices.add(turn.work, request.user, text, turn.now)
        await ask_next_or_tell(turn, number, user)
    return True


async def _nothing(turn: Turn) -> Reply:
    """Say that the resident is not asked to take such a request; show those that they are asked to take."""
    waiting = await asks.waiting_for(turn.work, turn.message.user)
    if not waiting:
        return turn.say("talent.not_asked")
    return turn.say(
        "talent.which", choices=tuple(views.link(turn, "talent.accept", request) for request in waiting)
    )
