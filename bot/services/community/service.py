"""The community itself: where the office is, and what the co-building scheme does."""

import re
from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.content.shared.community import COMMUNITY
from bot.content.shared.questions import QUESTIONS
from bot.content.snapshot import Content
from bot.conversation.opening_days import clock_asked, days_asked, opening_asked
from bot.conversation.service import Service
from bot.conversation.turn import Turn

_OF_HOURS = re.compile(r"上班|下班|办公|开门|开不开|开[吗伐么不]|有人|几点|关门|在不在|休息|值班|来得及|办事")
_HOLIDAYS = re.compile(
    r"元旦|春节|过年|除夕|清明|五一|劳动节|端午|中秋|国庆|十一放|大年|年初|节假日|放假|节日"
)
_OF_PARTNERSHIP = re.compile(
    r"结对|共建|民盟|(?:跟|和|同)[^，,。]{0,4}(?:职高|学校)|(?:职高|学校)(?:跟|和|同)"
)
"""A question about the scheme, and none about the office."""
service = Service(
    name="community",
    reads=(COMMUNITY, QUESTIONS),
    says={
        "community.office": frozenset({"name", "address", "hours", "phone"}),
        "community.open_then": frozenset({"day"}),
        "community.closed_then": frozenset({"day"}),
        "community.holiday": frozenset({"day"}),
        "community.about": frozenset({"name", "about", "partnership"}),
        "community.about_link": frozenset({"name"}),
        "community.no_phone": frozenset(),
        "community.villages": frozenset(),
        "community.villages_again": frozenset(),
        "community.history": frozenset(),
        "community.books": frozenset(),
        "community.courses_held": frozenset(),
        "community.bank": frozenset(),
        "community.school_helped": frozenset(),
    },
)


@service.on("community.info", slots=("place", "date"))
async def info(turn: Turn) -> Reply:
    """Answer a known question, or say where the office is and when it is open."""
    text, then = turn.message.text, _then(turn)
    named_time = days_asked(text, turn.now.date()) or clock_asked(text) or _HOLIDAYS.search(text)
    answer = turn.known_answer()
    if answer and not (then and named_time and _OF_HOURS.search(text)):
        return Reply(answer)  # a question of fact: what was asked, and nothing else
    if _OF_PARTNERSHIP.search(text):
        return await about(turn)
    community = turn.content.part(COMMUNITY)
    about_link = Choice(turn.words.say("community.about_link", name=community.name), Wish("community.about"))
    turn.rely_on(community)
    office = turn.say("community.office", choices=(about_link,), **_office(turn.content, turn))
    return replace(office, text="\n".join(filter(None, (then, office.text))))


def _then(turn: Turn) -> str:
    """「周六去有人不」: whether the office is open at the time that is named; of a holiday, that it is not written; else ""."""
    text = turn.message.text
    if holiday := _HOLIDAYS.search(text):
        return turn.words.say("community.holiday", day=holiday[0])
    asked = opening_asked(text, turn.content.part(COMMUNITY).office.hours, turn.now)
    if asked is None:
        return ""
    return turn.words.say(
        "community.open_then" if asked.is_open else "community.closed_then", day=asked.words
    )


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
