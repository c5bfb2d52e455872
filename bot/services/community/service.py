"""The community itself: where the office is, and what the co-building scheme does."""

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.community import COMMUNITY
from bot.content.shared.questions import QUESTIONS
from bot.content.snapshot import Content
from bot.conversation.service import Service
from bot.conversation.turn import Turn

service = Service(
    name="community",
    reads=(COMMUNITY, QUESTIONS),
    says={
        "community.office": frozenset({"name", "address", "hours", "phone"}),
        "community.about": frozenset({"name", "about", "partnership"}),
        "community.about_link": frozenset({"name"}),
        "community.no_phone": frozenset(),
    },
)


@service.on("community.info", slots=("place", "date"))
async def info(turn: Turn) -> Reply:
    """Answer a known question, or say where the office is and when it is open."""
    answer = turn.known_answer()
    if answer:
        return Reply(answer)  # a question of fact: what was asked, and nothing else
    community = turn.content.part(COMMUNITY)
    about_link = Choice(turn.words.say("community.about_link", name=community.name), Wish("community.about"))
    turn.rely_on(community)
    return turn.say("community.office", choices=(about_link,), **_office(turn.content, turn))


@service.on_postback("community.about")
async def about(turn: Turn) -> Reply:
    """Say what the community is, and what the co-building scheme does."""
    community = turn.content.part(COMMUNITY)
    turn.rely_on(community)
    return turn.say(
        "community.about", name=community.name, about=community.about, partnership=community.partnership
    )


def _office(content: Content, turn: Turn) -> dict[str, str]:
    community = content.part(COMMUNITY)
    office = community.office
    phone = office.phone or turn.words.say("community.no_phone")
    return {"name": community.name, "address": office.address, "hours": office.hours, "phone": phone}
