"""Finding a helper: the next few people are asked by a notice, and the requester hears when nobody is left."""

from datetime import datetime

from bot.conversation.hooks import JobContext
from bot.conversation.turn import Turn
from bot.services.talents import helper_search_records as talent_asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents.content import TALENTS
from bot.services.talents.helper_search_records import Round
from bot.services.talents.slot_readers import masked
from bot.storage import notices


async def asked_on(
    turn: Turn | JobContext, request_id: int, actor: str, lapsed: datetime | None = None
) -> Round:
    """Ask the next people; each gets a notice that says how to answer. See `talent_asks.ask_next`."""
    size = turn.content.part(TALENTS).batch
    found = await talent_asks.ask_next(turn.work, request_id, size, actor, turn.now, lapsed)
    request = await talent_requests.find(turn.work, request_id)
    if request is not None:
        need = {"need": masked(request.need), "time": masked(request.time), "bank": request.bank}
        for user in found.asked:
            await notices.add(
                turn.work, user, turn.words.say("talent.ask", number=request.id, **need), turn.now
            )
    return found


async def told_on(
    turn: Turn | JobContext, request_id: int, actor: str, lapsed: datetime | None = None
) -> Round:
    """The same, and the requester is told when nobody is left to ask."""
    found = await asked_on(turn, request_id, actor, lapsed)
    request = await talent_requests.find(turn.work, request_id)
    if found.ran_out and request is not None:
        text = turn.words.say("talent.nobody", need=request.need, number=request.id)
        await notices.add(turn.work, request.user, text, turn.now)
    return found
