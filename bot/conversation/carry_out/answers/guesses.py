"""What a message that is not certain may have meant, each reading in the resident's own words. Pure."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.common.postback import Wish
from bot.content.shared.hazards import TIPS
from bot.conversation.carry_out.readings import second_reading
from bot.conversation.turn import Turn
from bot.understanding.questions.aspects import aspects_asked

MOST = 2
LIKELY = (
    0.3  # a reading below this is no guess: 「您是想找工作人员吗」 out of nothing is worse than 「没听明白」
)
NAMED_IN_WORDS = 0.15  # what it is about stands in the message: that much more likely
_TELLING = frozenset({"course", "hazard", "event", "club", "venue", "team"})
"""Slots whose name says something of the wish; gloves or a pram may be spoken of in any."""
INFO = "training.info"

# The slot that says what a wish is about; guess.<intent>.of names it.
_ABOUT: dict[str, tuple[str, ...]] = {
    "training.info": ("course",),
    "training.enrol": ("course",),
    "training.mine": ("course",),
    "training.cancel": ("course",),
    "training.request": ("course",),
    "training.jobs": ("course",),
    "learning.resources": ("course",),
    "disaster.tips": ("hazard",),
    "disaster.shelter": ("hazard",),
    "disaster.subscribe": ("hazard",),
    "activity.browse": ("event",),
    "activity.join": ("event",),
    "club.info": ("club",),
    "venue.info": ("venue",),
    "exchange.rates": ("item",),
    "exchange.offer": ("item",),
    "exchange.find": ("item",),
    "recycling.sort": ("item",),
    "health.pest": ("item",),
    "feedback.submit": ("item", "facility"),
    "feedback.status": ("item", "facility"),
    "talent.offer": ("skill",),
    "talent.request": ("skill",),
    "volunteer.join": ("team",),
    "volunteer.activities": ("team",),
}
_PLAIN = (
    "training.browse",
    "training.recommend",
    "training.employer",
    "disaster.drill",
    "disaster.unsubscribe",
    "exchange.info",
    "exchange.mine",
    "disaster.emergency",
    "community.info",
    "privacy.manage",
    "dialog.human",
)
# What a thing is asked about most, where the message names it and says nothing else that is understood.
_NAMED: dict[str, str] = {
    "course": "training.info",
    "hazard": "disaster.tips",
    "club": "club.info",
    "venue": "venue.info",
    "event": "activity.browse",
    "team": "volunteer.activities",
}
# Moods and manners, not wishes: 「您是想说声再见吗」 would be an odd question.
_NO_GUESS = frozenset(
    {
        *("dialog.greet", "dialog.thanks", "dialog.bye", "dialog.affirm", "dialog.deny", "dialog.cancel"),
        *("dialog.restart", "dialog.help"),
    }
)
_ASPECTS = ("fee", "place", "teacher", "certificate", "bring", "how", "who", "jobs", "seats", "time")

SAYS: dict[str, frozenset[str]] = {
    **{f"guess.{intent}": frozenset() for intent in (*_ABOUT, *_PLAIN)},
    **{f"guess.{intent}.of": frozenset({"thing"}) for intent in _ABOUT},
    "guess.training.info.of": frozenset({"thing", "asks"}),
    **{f"guess.asks.{aspect}": frozenset() for aspect in _ASPECTS},
    "guess.asks.nothing": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """A reading: what the resident may want in words that follow 「您是想」, and the wish that it stands for."""

    what: str
    wish: Wish


_EMPLOYER = "training.employer"
_FIRM = re.compile(r"单位|公司|[工本我]厂|厂里|工厂|企业|店里|我们店|招|员工|工人|老板|用工|职工|团体|团队")
"""Words of who hires or has staff: without one nobody is asked whether they are an employer."""
_ALARM = "disaster.emergency"
"""Dangers have a reader of their own: 「您是想马上求助吗」 is asked only where it sees a sign of one."""


def speaks_of_firm(text: str) -> bool:
    """Is a firm or a staff spoken of?"""
    return _FIRM.search(text) is not None


def likely(turn: Turn, answered: Collection[str]) -> tuple[Guess, ...]:
    """The readings that are worth asking about, the best first, at most two; each keeps the words of the message."""
    scores: dict[str, float] = {}
    for intent, score in _readings(turn):
        if (
            intent in answered
            and intent in turn.content.intents
            and intent not in _NO_GUESS
            and (intent != _EMPLOYER or speaks_of_firm(turn.message.text))
            and score >= LIKELY
            and (intent != _ALARM or turn.parse.possible)
        ):
            scores.setdefault(intent, score)
    best = sorted(scores, key=lambda intent: -scores[intent])
    return tuple(_guess(turn, intent) for intent in best[:MOST])


def _readings(turn: Turn) -> Iterator[tuple[str, float]]:
    parse = turn.parse
    yield from second_reading.acted(turn)
    for intent, confidence in parse.ranked:
        named = bool(_thing(turn, intent)[0]) and bool(_TELLING.intersection(_ABOUT.get(intent, ())))
        yield intent, confidence + (NAMED_IN_WORDS if named else 0.0)
    for slot, intent in _NAMED.items():
        if slot in parse.named:
            yield intent, LIKELY


def _guess(turn: Turn, intent: str) -> Guess:
    thing, slots = _thing(turn, intent)
    return Guess(_what(turn, intent, thing), Wish(intent, slots, said=turn.message.text))


def _thing(turn: Turn, intent: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """What the wish is about in this message, and the slots that it fills; all of the message's for its own intent."""
    parse = turn.parse
    own = {name: str(value) for name, value in parse.slots.items()} if intent == parse.intent else {}
    for slot in _ABOUT.get(intent, ()):
        value = own.get(slot) or str(parse.named.get(slot, ""))
        if value:
            own.setdefault(slot, value)
            return _spoken(turn, slot, value), tuple(own.items())
    return "", tuple(own.items())


def _spoken(turn: Turn, slot: str, value: str) -> str:
    """The value as people say it: hazards are kept by an id."""
    tips = turn.content.part(TIPS)
    return next((tips[hazard].name for hazard in tips if slot == "hazard" and hazard == value), value)


def _what(turn: Turn, intent: str, thing: str) -> str:
    key = f"guess.{intent}"
    if key not in SAYS:
        return turn.content.intents[intent].title
    if not thing:
        return turn.words.say(key)
    asked = aspects_asked(turn.message.text)[:2] if intent == INFO else ()
    asks = "、".join(turn.words.say(f"guess.asks.{aspect}") for aspect in asked)
    return turn.words.say(f"{key}.of", thing=thing, asks=asks or turn.words.say("guess.asks.nothing"))
