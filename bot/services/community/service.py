"""The community itself: where the office is, and what the co-building scheme does."""

import re
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.community import COMMUNITY
from bot.content.shared.questions import QUESTIONS
from bot.content.snapshot import Content
from bot.conversation.opening_days import days_asked, is_open_on
from bot.conversation.service import Service
from bot.conversation.turn import Turn

_OF_HOURS = re.compile(r"上班|办公|开门|开不开|开[吗伐么]|有人|几点|关门|在不在")
service = Service(
    name="community",
    reads=(COMMUNITY, QUESTIONS),
    says={
        "community.office": frozenset({"name", "address", "hours", "phone"}),
        "community.open_then": frozenset({"day"}),
        "community.closed_then": frozenset({"day"}),
        "community.about": frozenset({"name", "about", "partnership"}),
        "community.about_link": frozenset({"name"}),
        "community.no_phone": frozenset(),
    },
)


@service.on("community.info", slots=("place", "date"))
async def info(turn: Turn) -> Reply:
    """Answer a known question, or say where the office is and when it is open."""
    answer, on_that_day = turn.known_answer(), _on_that_day(turn)
    if answer and not (on_that_day and _OF_HOURS.search(turn.message.text)):
        return Reply(answer)  # a question of fact: what was asked, and nothing else
    community = turn.content.part(COMMUNITY)
    about_link = Choice(turn.words.say("community.about_link", name=community.name), Wish("community.about"))
    turn.rely_on(community)
    office = turn.say("community.office", choices=(about_link,), **_office(turn.content, turn))
    return replace(office, text="\n".join(filter(None, (on_that_day, office.text))))


def _on_that_day(turn: Turn) -> str:
    """「周六去有人不」: whether the office is open on the day that is named; "" where none is, or the hours don't tell."""
    asked = days_asked(turn.message.text, turn.now.date())
    is_open = is_open_on(turn.content.part(COMMUNITY).office.hours, asked.days) if asked else None
    if asked is None or is_open is None:
        return ""
    return turn.words.say("community.open_then" if is_open else "community.closed_then", day=asked.words)


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
