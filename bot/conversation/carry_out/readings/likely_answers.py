"""Answers that are given although it is not certain that they were asked for: reading one too many costs nothing."""

from dataclasses import replace

from bot.common.message import Choice, Reply
from bot.common.postback import Control
from bot.conversation.turn import Turn

LIKELY, LEAD = 0.5, 0.15  # from this confidence and lead an answer does more good than a question about it
_HARMLESS = frozenset({
    "training.info", "training.browse", "training.mine", "training.jobs", "activity.browse", "club.info", "venue.info",
    "exchange.info", "exchange.rates", "exchange.find", "exchange.mine", "recycling.sort", "disaster.tips",
    "disaster.shelter", "disaster.drill", "feedback.status", "volunteer.activities", "community.info",
    "learning.resources", "health.pest",
})  # fmt: skip
"""Intents that tell something, open no form and change nothing."""

SAYS: dict[str, frozenset[str]] = {"fallback.perhaps": frozenset()}


def worth_giving(turn: Turn) -> bool:
    """Is the likeliest reading likely enough, and its answer harmless? Not twice running."""
    parse = turn.parse
    second = parse.alternatives[0].confidence if parse.alternatives else 0.0
    return (
        turn.postback is None
        and turn.session.misses == 0
        and parse.intent in _HARMLESS
        and parse.confidence >= LIKELY
        and parse.confidence - second >= LEAD
    )


def as_likely(turn: Turn, reply: Reply) -> Reply:
    """The answer as one that may not be what was meant, with a choice that says so."""
    turn.session.misses += 1
    turn.session.topic.intent = turn.parse.intent
    lead = turn.words.say("fallback.perhaps")
    other = Choice(turn.words.say("fallback.none_of_these"), Control.NONE_OF_THESE)
    return replace(reply, text=f"{lead}\n{reply.text}", choices=(*reply.choices, other))
