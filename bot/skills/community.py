"""The community itself, and the services that have a fixed answer for now."""

from bot.content.loader import Content
from bot.dialogue.skill import Skill, Turn
from bot.message import Choice, Reply

SERVICES = (
    "training.request",
    "training.employer",
    "learning.resources",
)

skill = Skill(
    name="community",
    says={
        "community.office": frozenset({"name", "address", "hours", "phone"}),
        "community.about": frozenset({"name", "about", "partnership"}),
        "community.about_link": frozenset({"name"}),
        "community.no_phone": frozenset(),
        **{f"answer.{label}": frozenset() for label in SERVICES},
    },
)


@skill.on("community.info")
async def info(turn: Turn) -> Reply:
    """The answer to a known question, else where the office is and when it is open."""
    known = turn.known_answer()
    community = turn.content.community
    about = Choice(turn.words.say("community.about_link", name=community.name), intent="community.about")
    if known:
        return Reply(known, (about,))
    turn.current(community)
    return turn.say("community.office", choices=(about,), **_office(turn.content, turn))


@skill.on("community.about")
async def about(turn: Turn) -> Reply:
    """What the community is and what the co-building scheme does: reached by a choice."""
    community = turn.content.community
    turn.current(community)
    return turn.say(
        "community.about", name=community.name, about=community.about, partnership=community.partnership
    )


@skill.on(*SERVICES)
async def service(turn: Turn) -> Reply:
    """A service's known question, else how to get it."""
    label = turn.parse.intent
    known = turn.known_answer()
    person = Choice(turn.content.intents["dialog.human"].title, intent="dialog.human")
    if known:
        return Reply(known, (person,))
    return turn.say(f"answer.{label}", choices=(person,))


def _office(content: Content, turn: Turn) -> dict[str, str]:
    community = content.community
    office = community.office
    phone = office.phone or turn.words.say("community.no_phone")
    return {"name": community.name, "address": office.address, "hours": office.hours, "phone": phone}
