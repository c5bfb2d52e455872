"""The notices to requester and helper when a request is done."""

from bot.conversation.hooks import JobContext
from bot.conversation.turn import Turn
from bot.services.talents.request_records import Request
from bot.storage import notices


def ask_stars(turn: Turn | JobContext, request: Request) -> str:
    """The notice to the requester that it is done, which asks for the stars."""
    helper = request.helper.name if request.helper else ""
    return turn.words.say("talent.done_notice", number=request.id, need=request.need, helper=helper)


async def thank(turn: Turn | JobContext, request: Request) -> None:
    """The notice to the helper."""
    if request.helper is not None:
        text = turn.words.say("talent.thanked", number=request.id, need=request.need)
        await notices.add(turn.work, request.helper.user, text, turn.now)
