"""「同意 12」「不同意 12」: the requester decides whether the helper who accepted gets their number and address."""

from bot.common.message import Reply
from bot.conversation.turn import Turn
from bot.services.talents import helper_search_records as asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents import request_views as views
from bot.services.talents import requester_consent_records
from bot.services.talents.helper_search import ask_next_or_tell
from bot.services.talents.service import service
from bot.services.talents.slot_readers import masked
from bot.storage import notices
from bot.storage.contact_shares import is_paused


@service.exact_words(r"(?:我)?(?:同意|答应)\s*(?P<request>\d{1,9})\s*号?", "talent.agree")
async def agree(turn: Turn) -> Reply:
    """Both get each other's number; a helper who was reported in the meantime gets none, and others are asked."""
    number = views.request_number(turn)
    if await is_paused(turn.work, turn.message.user):
        return views.paused(turn)
    request = await talent_requests.find(turn.work, number)
    helper = request.helper if request is not None else None
    if (
        request is not None
        and helper is not None
        and not request.agreed
        and await is_paused(turn.work, helper.user)
    ):
        return await _without(turn, number, helper.user)
    what = turn.words.say("talent.share", number=number, need=masked(request.need) if request else "")
    agreed = await requester_consent_records.agree(turn.work, number, turn.message.user, what, turn.now)
    if agreed is None or agreed.helper is None:
        return turn.say("talent.agree_none")
    view = views.for_helper(turn, agreed, agreed=True)
    text = f"{turn.words.say('talent.agreed', number=number)}\n{view.text}"
    await notices.add(turn.work, agreed.helper.user, text, turn.now)
    return turn.say(
        "talent.found",
        number=number,
        need=agreed.need,
        helper=agreed.helper.name,
        phone=agreed.helper.phone,
        skill=agreed.helper.skill,
        time=agreed.time,
        choices=(views.link(turn, "talent.done", agreed), views.link(turn, "talent.withdraw", agreed)),
    )


@service.exact_words(
    r"(?:我)?(?:不同意|不答应|不要他来|不要她来)\s*(?P<request>\d{1,9})\s*号?", "talent.refuse"
)
async def refuse(turn: Turn) -> Reply:
    """The requester does not want this helper, who learns no more than that it is settled; others are asked."""
    number, user = views.request_number(turn), turn.message.user
    before = await requester_consent_records.refuse(turn.work, number, user, turn.now)
    if before is None or before.helper is None:
        return turn.say("talent.agree_none")
    text = turn.words.say("talent.not_needed", number=number, need=masked(before.need))
    await notices.add(turn.work, before.helper.user, text, turn.now)
    await ask_next_or_tell(turn, number, user)
    return turn.say("talent.refused", number=number, choices=(views.link(turn, "talent.withdraw", before),))


async def _without(turn: Turn, number: int, helper: str) -> Reply:
    request = await talent_requests.find(turn.work, number)
    if request is None or request.user != turn.message.user:
        return turn.say("talent.agree_none")
    if await asks.release(turn.work, number, helper, turn.now):
        await ask_next_or_tell(turn, number, helper)
    return turn.say("talent.helper_gone", number=number, need=request.need)
