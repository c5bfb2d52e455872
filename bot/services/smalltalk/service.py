"""Greetings, thanks and help; yes and no when nothing is asked."""

from bot.common.message import Reply
from bot.content.shared.community import COMMUNITY
from bot.conversation.service import Service
from bot.conversation.turn import Turn

service = Service(
    name="smalltalk",
    reads=(COMMUNITY,),
    says={
        "dialog.greet": frozenset({"bot", "community"}),
        "dialog.thanks": frozenset(),
        "dialog.bye": frozenset(),
        "dialog.help": frozenset({"bot"}),
        "dialog.affirm": frozenset(),
        "dialog.deny": frozenset(),
        "dialog.cancel": frozenset(),
        "dialog.restart": frozenset(),
    },
)


@service.on("dialog.greet", slots=("name",))
@service.on("dialog.help", "dialog.restart", "dialog.cancel", "dialog.affirm", "dialog.deny")
async def greet(turn: Turn) -> Reply:
    """A friendly reply with the menu."""
    community = turn.content.part(COMMUNITY)
    return turn.say(turn.parse.intent, bot=community.bot_name, community=community.name, choices=turn.menu())


@service.on("dialog.thanks", "dialog.bye")
async def acknowledge(turn: Turn) -> Reply:
    """A friendly reply and nothing else."""
    return turn.say(turn.parse.intent)
