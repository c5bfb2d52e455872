"""Looks for a helper: the next few candidates get a notice, and the requester hears when nobody is left to ask."""

from datetime import datetime

from bot.conversation.hooks import JobContext
from bot.conversation.turn import Turn
from bot.services.talents import helper_search_records as asks
from bot.services.talents import request_records as talent_requests
from bot.services.talents.content import TALENTS
from bot.services.talents.first_sight import first_sight
from bot.services.talents.helper_search_records import SearchRound
from bot.storage import notices


async def ask_next_candidates(
    turn: Turn | JobContext, request_id: int, actor: str, lapsed: datetime | None = None
) -> SearchRound:
    """Ask the next candidates; each gets a notice that says how to answer. See `asks.ask_next`."""
    size = turn.content.part(TALENTS).batch
    search_round = await asks.ask_next(turn.work, request_id, size, actor, turn.now, lapsed)
    request = await talent_requests.find(turn.work, request_id)
    if request is not None:
        seen, say = first_sight(turn.words, request), turn.words.say
        fields = {"need": seen.need, "time": seen.time, "place": seen.place, "bank": request.bank}
        for user in search_round.asked:
            await notices.add(turn.work, user, say("talent.ask", number=request.id, **fields), turn.now)
    return search_round


async def ask_next_or_tell(
    turn: Turn | JobContext, request_id: int, actor: str, lapsed: datetime | None = None
) -> SearchRound:
    """Ask the next candidates, and tell the requester when nobody is left."""
    search_round = await ask_next_candidates(turn, request_id, actor, lapsed)
    request = await talent_requests.find(turn.work, request_id)
    if search_round.ran_out and request is not None:
        text = turn.words.say("talent.nobody", need=request.need, number=request.id)
        await notices.add(turn.work, request.user, text, turn.now)
    return search_round
