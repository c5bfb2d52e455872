"""「办好了 12」「打分 12 5」: a request is done; the helper is thanked, and the requester rates the help once."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.carry_out.readings.offers import offers
from bot.conversation.turn import Turn
from bot.services.talents import request_records as talent_requests
from bot.services.talents import request_views as views
from bot.services.talents.completion_notices import ask_stars, thank
from bot.services.talents.service import service
from bot.services.talents.statuses import RequestStatus
from bot.storage import notices

MOST = 5  # stars


@service.exact_words(
    r"(?P<request>\d{1,9})\s*号?\s*(?:单子?)?(?:办好了?|帮好了?|修好了?|做好了?)", "talent.done"
)
@service.exact_words(r"(?:办好了|帮好了|修好了|做好了)\s*(?P<request>\d{1,9})\s*号?", "talent.done")
async def done(turn: Turn) -> Reply:
    """Requester or helper says that it is done; the other side is told."""
    number, user = views.request_number(turn), turn.message.user
    request = await talent_requests.find(turn.work, number)
    helper = request.helper.user if request is not None and request.helper is not None else ""
    if request is None or user not in (request.user, helper):
        return turn.say("talent.done_none", choices=offers(turn, "talent.request"))
    if request.status in (RequestStatus.OPEN, RequestStatus.OFFERED):
        return turn.say(
            "talent.done_early", number=number, choices=views.for_requester(turn, request).choices
        )
    if user == helper and not request.agreed:
        return views.for_helper(turn, request, agreed=False)
    if not await talent_requests.finish(turn.work, number, user, turn.now):
        return turn.say("talent.done_before", number=number)
    if user == helper:
        await notices.add(turn.work, request.user, ask_stars(turn, request), turn.now)
        return turn.say("talent.done_by_helper", name=request.name)
    if request.helper is None:
        return turn.say("talent.done_alone")
    await thank(turn, request)
    return turn.say("talent.done", helper=request.helper.name, choices=_stars(turn, number))


@service.exact_words(
    r"(?:打分|评分)\s*(?P<request>\d{1,9})(?:\s*号)?(?:[\s,:]+(?P<stars>\d{1,3})\s*分?)?", "talent.rate"
)
async def rate(turn: Turn) -> Reply:
    """Rate the help, with 1 to 5 stars, once."""
    number, user, stars = views.request_number(turn), turn.message.user, turn.slot("stars")
    request = await talent_requests.find(turn.work, number)
    if request is None or request.user != user or request.status is not RequestStatus.DONE:
        return turn.say("talent.done_none", choices=offers(turn, "talent.request"))
    if request.rating is not None:
        return turn.say("talent.rated_before")
    if not stars or not 1 <= int(stars) <= MOST:
        return turn.say("talent.stars", choices=_stars(turn, number))
    if not await talent_requests.rate(turn.work, number, user, int(stars), turn.now):
        return turn.say("talent.rated_before")
    if int(stars) > 2:
        return turn.say("talent.rated", stars=stars)
    person = Choice(turn.content.intents["dialog.human"].title, Wish("dialog.human"))
    return turn.say("talent.rated_low", stars=stars, choices=(person,))


def _stars(turn: Turn, number: int) -> tuple[Choice, ...]:
    """One star to five, so that the choice's number is the stars', each in words."""
    words = turn.words.say("talent.star_words").split("、")
    return tuple(
        Choice(word, Wish("talent.rate", (("request", str(number)), ("stars", str(many)))))
        for many, word in enumerate(words, 1)
    )
