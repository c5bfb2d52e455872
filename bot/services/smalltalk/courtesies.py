"""Greetings, thanks, goodbyes, praise, jokes, insults, apologies and relief: a short warm answer, and nothing to choose."""

from bot.common.message import Reply
from bot.conversation.turn import Turn
from bot.services.smalltalk.service import service
from bot.services.smalltalk.variants import small_talk


@service.on_postback("social.greet", "social.thanks", "social.bye", "social.praise")
@service.on_postback("social.joke", "social.insult", "social.sorry", "social.relieved")
async def answer(turn: Turn) -> Reply:
    """A wording for this kind of message."""
    return Reply(small_talk(turn, turn.parse.intent.removeprefix("social.")))
