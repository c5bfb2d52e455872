"""The event that is meant by its own name, and not the place that bears it too; a prize that is asked for is the event's."""

import re

from bot.common.message import Reply
from bot.content.shared.events import EVENTS, Event
from bot.content.shared.venues import VENUES
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.services.clubs_and_venues.service import browse, service

_PRIZE = re.compile(r"得奖|获奖|奖品|奖金|有奖|奖励|第一名|冠军|名次|拿奖|奖杯|发奖")
_OF_OTHERS = re.compile(r"书|教材|志愿|积分|你们社区得|社区得|评比|荣誉")
_RATHER = re.compile(
    r"(?:不是|勿是|弗是)[^，,。是]{2,8}[，,。 ]{0,2}(?:而)?(?:我问的|我说的)?是(?P<meant>[^，,。！!？?]{3,})"
)
_HOLIDAYS = re.compile(r"暑假|寒假|假期|放假")
_OPENS_FORM = re.compile(r"报名|报上|报一?个|登记一下|给我报|帮我报|要报|想报")
_TOPIC = "activity.browse"
LONGEST, LASTING = 40, 3


@service.goes_on
async def of_event(turn: Turn) -> Reply | None:
    """「不是四点钟 是假日学校」, 「五月啊 得奖有啥」: the answer of the event; None for anything else."""
    text, session = turn.message.text, turn.session
    if session.form is not None or len(text) > LONGEST or turn.parse.emergency:
        return None
    meant = _instead_of_place(turn) or _with_prize(turn)
    if meant is None:
        return None
    turn.outcome.beside.by.append(_TOPIC)
    return await browse(turn.with_slots({"event": meant.name}))


def _instead_of_place(turn: Turn) -> Event | None:
    """The event that is named by a word which is also a by-name of a place that is denied, or that the holidays exclude."""
    text = turn.message.text
    found = _RATHER.search(text)
    holidays = _HOLIDAYS.search(text) is not None
    if (found is None and not holidays) or _OPENS_FORM.search(text):
        return None
    named = found["meant"] if found is not None else text
    places = turn.content.part(VENUES)
    by_names = {name for place in places for name in place.aliases if name in named}
    if any(place.name in named for place in places):
        return None
    return next((event for event in turn.content.part(EVENTS) if by_names & set(event.aliases)), None)


def _with_prize(turn: Turn) -> Event | None:
    """The event that was told last, where a prize is asked for."""
    text, topic = turn.message.text, turn.session.topic
    recent = turn.session.turn - topic.thing_turn <= LASTING
    if topic.thing_slot != "event" or not recent or not _PRIZE.search(text) or _OF_OTHERS.search(text):
        return None
    if not asks(text):
        return None
    return next((event for event in turn.content.part(EVENTS) if event.name == topic.thing), None)
