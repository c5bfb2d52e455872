"""Greetings, thanks, help, yes and no with nothing pending."""

from bot.dialogue.skill import Skill, Turn
from bot.message import Reply

skill = Skill(
    name="smalltalk",
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


@skill.on("dialog.greet", "dialog.help", "dialog.restart", "dialog.cancel", "dialog.affirm", "dialog.deny")
async def open_door(turn: Turn) -> Reply:
    """A friendly word and the menu."""
    community = turn.content.community
    return turn.say(turn.parse.intent, bot=community.bot_name, community=community.name, choices=turn.menu())


@skill.on("dialog.thanks", "dialog.bye")
async def kind_word(turn: Turn) -> Reply:
    """A friendly word and nothing else."""
    return turn.say(turn.parse.intent)
