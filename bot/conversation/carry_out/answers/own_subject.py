"""What a message says of its own subject is settled before anything is read as asked of what was told last."""

import re
from collections.abc import Iterator

from bot.common.text import letter_pairs
from bot.content.shared.clubs import CLUBS
from bot.content.shared.courses import COURSES
from bot.content.shared.events import EVENTS
from bot.content.shared.venues import VENUES
from bot.conversation.carry_out.readings.parts import with_text
from bot.conversation.turn import Turn

_DENIED = re.compile(
    r"(?:^|[，,。.！!？?\s])(?:我|阿拉|又|可|这|都){0,2}(?:根本|可|又|并)?(?:不是|没有?|不问|没问)(?P<thing>[^，,。.！!？?\s]{2,6})(?=$|[，,。.！!？?\s])"
)
"""「我没丢快递」, 「不是打针」: a clause that says what it is not about."""
_MEANS = re.compile(
    r"我(?:是|就|只|就是|只是)?(?:想|要)?(?:问|说|讲)(?!过)|(?:^|[，,。.！!\s])(?:而)?是[^，,。\s]{2}"
)
_FRAME = re.compile(
    r"^(?:我)?(?:是|就|只|就是|只是)?(?:想|要)?(?:问|说|讲)(?:的)?(?:是)?[，,\s]?(?:垃圾[，,\s]{1,2})?"
)
_SHORTEST_REST = 4  # characters
_POINTED = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{2,8})(?:那个|这个|那件|那桩|的事)|(?:那个|这个)(?P<after>[\u4e00-\u9fff]{2,6})"
)
"""「四点钟那个登记」: the thing that is pointed at is named by a part of its name."""
_SHORTEST = 2  # characters of a name that mean it
_SIGNPOST = "signpost"
_TOPICS = {
    "club": "club.info", "event": "activity.browse", "venue": "venue.info", "course": "training.info",
}  # fmt: skip


def settled(turn: Turn) -> Turn:
    """The turn; a signpost that it denies is put down, and left out of it, and a thing that it points at is taken up."""
    session = turn.session
    if turn.postback is not None or session.form is not None or session.crisis is not None:
        return turn
    topic = session.topic
    rest = _without_denied(turn) if topic.thing_slot == _SIGNPOST and topic.thing else ""
    if rest:
        topic.thing = topic.thing_slot = topic.thing_intent = ""
        topic.tickets = []
        return with_text(turn, rest)
    pointed = _pointed_at(turn)
    if pointed is not None and pointed[1] not in (topic.thing, topic.course):
        slot, name = pointed
        topic.speak_of(_TOPICS[slot], slot, name, session.turn - 1)
    return turn


def _without_denied(turn: Turn) -> str:
    """The message without the clause that says it is not of the signpost that was told last; "" where none does."""
    text = turn.message.text
    if not _MEANS.search(text):
        return ""
    key = turn.session.topic.thing
    known = {
        pair
        for entry in turn.content.passages
        if entry.key == key
        for wording in entry.wordings
        for pair in letter_pairs(wording)
    }
    denied = [match for match in _DENIED.finditer(text) if letter_pairs(match["thing"]) & known]
    if not denied:
        return ""
    rest = text[: denied[0].start()] + " " + text[denied[-1].end() :]
    rest = _FRAME.sub("", rest.strip(" ，,。.！!？?"))
    return rest if len(rest) >= _SHORTEST_REST else ""


def _pointed_at(turn: Turn) -> tuple[str, str] | None:
    """The one thing told in the last answers that the message points at; None for none, or for several."""
    parts = {part for match in _POINTED.finditer(turn.message.text) for part in _parts(match)}
    if not parts:
        return None
    told = "\n".join(reply.text for answer in turn.session.answered for reply in answer.read())
    found = {thing for thing in _things(turn) if thing[1] in told and any(part in thing[1] for part in parts)}
    return found.pop() if len(found) == 1 else None


def _parts(match: re.Match[str]) -> Iterator[str]:
    """The ends of the words before 「那个」, or the beginnings of those behind it, the longest first."""
    before, after = match["before"] or "", match["after"] or ""
    yield from (before[start:] for start in range(len(before) - _SHORTEST + 1) if before)
    yield from (after[:end] for end in range(len(after), _SHORTEST - 1, -1) if after)


def _things(turn: Turn) -> Iterator[tuple[str, str]]:
    """All clubs, events, places and courses, each with the slot that names it."""
    content = turn.content
    yield from (("club", club.name) for club in content.part(CLUBS))
    yield from (("event", event.name) for event in content.part(EVENTS))
    yield from (("venue", venue.name) for venue in content.part(VENUES))
    yield from (("course", course.name) for course in content.part(COURSES))
