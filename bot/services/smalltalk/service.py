"""Greetings, thanks and help; yes and no when nothing is asked."""

from bot.common.message import Reply
from bot.content.shared.community import COMMUNITY
from bot.content.shared.not_ours import NOT_OURS
from bot.conversation.carry_out.answers.media import with_sample_note
from bot.conversation.service import Service
from bot.conversation.turn import Turn
from bot.services.smalltalk.content import GLOSSARY, SMALL_TALK

service = Service(
    name="smalltalk",
    reads=(NOT_OURS, COMMUNITY, SMALL_TALK, GLOSSARY),
    says={
        "dialog.greet": frozenset({"bot", "community"}),
        "dialog.thanks": frozenset(),
        "dialog.bye": frozenset(),
        "dialog.help": frozenset({"bot"}),
        "dialog.affirm": frozenset(),
        "dialog.deny": frozenset(),
        "dialog.cancel": frozenset(),
        "dialog.restart": frozenset(),
        "date.is": frozenset({"words", "month", "day", "weekday"}),
        "word.means": frozenset({"word", "meaning"}),
        "word.explained": frozenset({"word"}),
        "word.which": frozenset(),
        "word.ask": frozenset(),
        "word.unknown": frozenset(),
        "said.form": frozenset({"title", "lines"}),
        "said.form_empty": frozenset({"title"}),
        "said.draft": frozenset({"title", "lines"}),
        "said.draft_empty": frozenset({"title"}),
        "said.records": frozenset({"lines"}),
        "said.not_listed": frozenset(),
        "said.nothing": frozenset(),
        "why.general": frozenset(),
        "social.ring": frozenset(),
        "social.ring_asked": frozenset(),
        "social.ring_link": frozenset(),
    },
)


@service.on("dialog.greet", slots=("name",))
@service.on("dialog.help", "dialog.restart")
async def greet(turn: Turn) -> Reply:
    """A friendly reply with the menu."""
    community = turn.content.part(COMMUNITY)
    reply = turn.say(turn.parse.intent, bot=community.bot_name, community=community.name, choices=turn.menu())
    first = turn.parse.intent == "dialog.greet" and not turn.session.turn
    return with_sample_note(turn, reply) if first else reply


@service.on("dialog.thanks", "dialog.bye", "dialog.cancel", "dialog.affirm", "dialog.deny")
async def acknowledge(turn: Turn) -> Reply:
    """A friendly reply and nothing else."""
    return turn.say(turn.parse.intent)
