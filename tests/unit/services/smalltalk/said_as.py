"""Says a text that is understood as a given intent: what understanding will make of it is no matter of these tests."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from tests.stage import Stage


async def said_as(stage: Stage, intent: str, text: str = "嗯嗯", user: str = "me") -> Reply:
    """The first reply to the text when it means the intent."""
    async with stage.sessions.open(f"terminal:{user}") as held:
        held.session.choices = [Choice(text, Wish(intent))]
        await held.save()
    return (await stage.say(text, user)).replies[0]
