"""Holds an answer against what was asked: a thing that is named stands in it, and what was denied does not come again."""

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from bot.common.message import Reply
from bot.common.postback import Wish
from bot.common.text import letter_pairs
from bot.conversation.carry_out.answers.unwritten_facts import ASK_COMMUNITY, ask_for_me, not_written
from bot.conversation.carry_out.readings.parts import with_intent, with_text
from bot.conversation.interpret.clauses.denied import without_denied
from bot.conversation.interpret.clauses.form_messages import asks
from bot.conversation.turn import Turn
from bot.understanding.parse import SlotValue
from bot.understanding.questions.denied_answers import (
    asks_to_get_paper,
    denied_things,
    denies_answer,
    is_what_is_asked_for,
    named_by_kind,
)
from bot.understanding.text.clauses import bare_clauses

SHORTEST = 8  # characters of a line by which an answer is known again
LINES = 4  # lines at the head of an answer
_OF_THINGS = frozenset({
    "venue.info", "club.info", "activity.browse", "community.info", "training.info", "training.browse", "training.jobs",
    "training.mine", "volunteer.activities", "health.pest", "exchange.mine",
})  # fmt: skip
"""What is told of one thing or out of a list; a passage that the staff wrote answers in its own words."""
_FRAME = re.compile(
    r"^(?:我|阿拉|俺|刚才|刚刚|明明|就|是|而是|[问说讲]的?(?=是|那个|这个|[^过了一下])){1,4}(?=.{2})"
)
_OF_PESTS = "health.pest"
_OF_CLUBS = frozenset({"venue.info", "club.info", "activity.browse"})
_ANSWERS = {
    "club": "club.info", "event": "activity.browse", "venue": "venue.info", "team": "volunteer.activities",
}  # fmt: skip
_CALLED = ("club", "event", "team")
_THINGS = ("item", "facility")
_TO_HEART = 2  # characters of a name that say something


async def kept(turn: Turn, reply: Reply, answer: Callable[[Turn], Awaitable[Reply]]) -> Reply:
    """The reply; where it is none to what was asked, the answer of what is named instead, or that this is not written.

    answer: answers a turn.
    """
    if _is_no_answer(turn, reply):
        return reply
    words = _meant(turn)
    instead = _named_instead(turn, reply, words)
    return _or_not_written(turn, reply, words) if instead is None else await answer(instead)


def _named_instead(turn: Turn, reply: Reply, words: str) -> Turn | None:
    """The turn as a question about the club, course, place or event that it names and the reply does not; None for none."""
    if not _tells_of_a_thing(turn):
        return None
    named = turn.hear(words).named
    listed = turn.outcome.beside.by == ["activity.browse"]
    known = [slot for slot in _ANSWERS if slot in named and not (listed and slot == "venue")]
    if not known or not _missing(turn, reply, words) or asks_to_get_paper(words):
        return None
    slot = known[0]
    about = with_intent(with_text(turn, words), _ANSWERS[slot])
    return replace(about, parse=replace(about.parse, slots={slot: named[slot]}))


def _missing_in(turn: Turn, reply: Reply, words: str, *, denied: bool) -> tuple[str, ...]:
    """What is named and stands in no answer; of a message that was not understood all that it names."""
    missing = tuple(_missing(turn, reply, words)) if _tells_of_a_thing(turn) else ()
    if missing or not turn.outcome.asked_back or not (denied or named_by_kind(words)):
        return missing
    return tuple(_named(turn, words))


def _or_not_written(turn: Turn, reply: Reply, words: str) -> Reply:
    """The reply; where it is none to what was asked, that this is not written, with the offer to ask the community."""
    denied = _is_denied(turn)
    if denied:
        _note(turn)
    missing = _missing_in(turn, reply, words, denied=denied)
    is_kept = not missing and not _is_barred(turn, reply, words, denied=denied)
    if is_kept or not (denied or asks(turn.message.text) or missing):
        return reply
    what = "、".join(missing) or (f"「{words}」" if words else "")
    return Reply(not_written(turn, what, words), (replace(ask_for_me(turn, words), postback=_asking(words)),))


def _is_denied(turn: Turn) -> bool:
    """Does the message say that the last answer was none to what was asked, or name what that told as what it is not?"""
    text, answered = turn.message.text, turn.session.answered
    last = "\n".join(reply.text for reply in answered[-1].read()) if answered else ""
    return bool(last) and (
        denies_answer(text) or any(_stands_in(last, thing) for thing in denied_things(text))
    )


def _asking(words: str) -> Wish:
    """The wish that the community be asked in these words, without what they say that it is not."""
    return Wish(ASK_COMMUNITY, (("question", words),))


def _is_no_answer(turn: Turn, reply: Reply) -> bool:
    """Does the reply carry something out, go on with a form or a danger, or say already that nothing is written?"""
    session, outcome = turn.session, turn.outcome
    busy = session.form is not None or session.crisis is not None or bool(session.handoff)
    done = turn.work.wrote or outcome.form_ended or outcome.settled or bool(outcome.beside.unwritten)
    return busy or done or reply.urgent or turn.postback is not None or not turn.message.text


def _meant(turn: Turn) -> str:
    """The message without what it says that it is not about."""
    text = without_denied(turn.message.text, lambda part: bool(turn.hear(part).named))
    return _FRAME.sub("", text.strip(" ，,。.！!？?"))


def _note(turn: Turn) -> None:
    """Keep the head of the last answer, which was denied."""
    topic, answered = turn.session.topic, turn.session.answered
    last = answered[-1].read() if answered else []
    heads = [line for reply in last for line in _head(reply.text)]
    topic.bar(heads, turn.session.turn)


def _head(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if len(line.strip()) >= SHORTEST][:LINES]


def _is_barred(turn: Turn, reply: Reply, words: str, *, denied: bool) -> bool:
    """Is it what was denied lately, and not asked for anew by its name?"""
    by, barred = turn.outcome.beside.by, turn.session.topic.barred(turn.session.turn)
    of_things = _OF_THINGS.issuperset(by) and (bool(by) or turn.outcome.asked_back)
    if not of_things or not any(line in barred for line in _head(reply.text)):
        return False
    if any(_stands_in(reply.text, name) for name in (words, *_named(turn, words)) if name):
        return False
    return denied or not turn.hear(words).named


def _tells_of_a_thing(turn: Turn) -> bool:
    by = turn.outcome.beside.by
    asked_for_paper = asks_to_get_paper(turn.message.text)  # which no record tells
    return (
        (bool(by) or asked_for_paper)
        and all(intent in _OF_THINGS for intent in by)
        and not turn.outcome.asked_back
    )


def _missing(turn: Turn, reply: Reply, words: str) -> tuple[str, ...]:
    """What is asked for by its name and does not stand in the reply; none of these answers tells how a paper is had."""
    names = _named(turn, words)
    if asks_to_get_paper(words):
        return tuple(names)
    if turn.outcome.beside.by == [_OF_PESTS]:  # 「灭鼠」 tells of 「老鼠」
        return () if any(sign in reply.text for name in names for sign in name) else tuple(names)
    return _not_in(reply, names)


def _named(turn: Turn, words: str) -> list[str]:
    """What the words ask for by its name."""
    named = turn.hear(words).named
    by_kind = named_by_kind(words)
    of_clubs = _OF_CLUBS.issuperset(turn.outcome.beside.by) and asks(words) and not by_kind
    called = _called(turn, named) if of_clubs else []
    slots = (*_THINGS, "skill") if of_clubs else _THINGS
    things = [str(named[slot]) for slot in slots if slot in named]
    wanted = [thing for thing in things if len(thing) >= _TO_HEART and _is_wanted(turn, words, thing)]
    return list(dict.fromkeys([*by_kind, *called, *wanted]))


def _called(turn: Turn, named: Mapping[str, SlotValue]) -> list[str]:
    """The clubs, events, teams and places by name; 「广场周末有啥活动」 asks for the list, and not for the place."""
    listed = turn.outcome.beside.by == ["activity.browse"]
    slots = _CALLED if listed else (*_CALLED, "venue")
    return [str(named[slot]) for slot in slots if slot in named]


def _is_wanted(turn: Turn, words: str, thing: str) -> bool:
    """Do the words ask for this thing?"""
    of_pests = turn.outcome.beside.by == [_OF_PESTS]
    return thing in words and (of_pests or thing in bare_clauses(words) or is_what_is_asked_for(words, thing))


def _not_in(reply: Reply, names: Sequence[str]) -> tuple[str, ...]:
    """The names, where none of them stands in the reply."""
    return () if any(_stands_in(reply.text, name) for name in names) else tuple(names)


def _stands_in(text: str, name: str) -> bool:
    pairs: Iterable[str] = letter_pairs(name)
    known = letter_pairs(text)
    alike = sum(sign in text for sign in set(name)) * 2 > len(set(name))
    return (
        name in text or (alike and any(pair in known for pair in pairs)) or (alike and len(name) <= _TO_HEART)
    )
