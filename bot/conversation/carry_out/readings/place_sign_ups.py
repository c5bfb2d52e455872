"""A wish to sign up for a place that was told just before, such as the four-o'clock school: it is about that place."""

import re
from dataclasses import replace

from bot.content.shared.venues import VENUES, Venue
from bot.conversation.interpret.wishes import openings
from bot.conversation.interpret.wishes.plain_questions import wants_registered
from bot.conversation.turn import Turn
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.ranking import is_confident

LATELY = 3  # turns for which a sign-up is one for the place that was told
_OTHER_SIGN_UPS = frozenset({
    openings.ENROL, openings.RECOMMEND, openings.LISTING, "activity.join", "exchange.mine", "training.browse", "venue.info",
})  # fmt: skip
_SIGNS_UP = re.compile(r"登记|报(?:个|上)?名|报一?下|办(?:一下)?手续")


def registers_there(turn: Turn, parse: Parse) -> bool:
    """「好帮孙子报名伐」 just after a place was told where one has to register: it is about that place."""
    topic = turn.session.topic
    if parse.intent == openings.LISTING and openings.registers_with_place(turn.message.text):
        return True  # 「怎么登记接送人」
    if topic.thing and wants_registered(turn.message.text):
        return True  # 「你帮我登记不行吗」
    if turn.session.form is not None or _means_another(parse):
        return False
    told = _told_lately(turn)
    return told is not None and "登记" in told.rules and _SIGNS_UP.search(turn.message.text) is not None


def _told_lately(turn: Turn) -> Venue | None:
    """The place that was told a moment ago."""
    topic = turn.session.topic
    if topic.thing_slot != "venue" or turn.session.turn - topic.thing_turn > LATELY:
        return None
    return next((venue for venue in turn.content.part(VENUES) if venue.name == topic.thing), None)


def _means_another(parse: Parse) -> bool:
    """Is it surely of something else, or is a course, an event, a club or a team named?"""
    sure = is_confident(parse) and parse.intent != OUT_OF_SCOPE
    named = any(slot in parse.named for slot in ("course", "event", "club", "team"))
    return named or (sure and parse.intent not in _OTHER_SIGN_UPS)


def of_the_thing_told(turn: Turn, parse: Parse) -> Parse:
    """The parse as asked of the thing that was told before, or out of scope where none was."""
    topic = turn.session.topic
    told = {topic.thing_slot: topic.thing} if topic.thing else {}
    intent = topic.thing_intent if told else OUT_OF_SCOPE
    return replace(parse, intent=intent, confidence=1.0, alternatives=(), slots={**parse.slots, **told})
