"""The wish at the end of a long message that first tells a story, without a stop: 「…放在楼道里想送给用得着的老人」. Pure."""

import re
from collections.abc import Callable
from dataclasses import replace

from bot.conversation.interpret.wishes import openings
from bot.understanding.parse import OUT_OF_SCOPE, Parse
from bot.understanding.ranking import is_confident

REQUEST = "talent.request"
LIKELY = 0.6  # confidence of a wish that the whole message is taken for as well
SHORTEST, SHORTEST_WISH = 18, 6  # characters of a message that tells a story, and of the wish in it
MOST = 4  # places where the wish may begin
_BEGINS = re.compile(
    r"(?<![不没别])(?:想(?!不|法|想|到|起)|能不能|可不可以|好不好|帮(?:我|他|她|伊|忙)|给(?:我|他|她|伊)(?=报|登|记)|叫(?:个|人)|请(?:个|人)|找(?:个|人)|有没有|你们有|麻烦)"
)
_TOLD_OF = re.compile(r"想(?:死|哭|她|他|伊|你|我|念)|没想|不想|想当|以前想|本来想|原来想")


def wish_at_end(whole: Parse, hear: Callable[[str], Parse]) -> Parse | None:
    """What the last part of a long message surely wishes or asks, from the word by which it begins; None for nothing."""
    text = whole.text
    if len(text) < SHORTEST or _TOLD_OF.search(text):
        return None
    starts = [match.start() for match in _BEGINS.finditer(text) if match.start() >= SHORTEST_WISH]
    for start in starts[-MOST:]:
        tail = text[start:]
        heard = hear(tail) if len(tail) >= SHORTEST_WISH else None
        if heard is None or heard.emergency:
            continue
        if openings.calls_helper(tail):
            return replace(heard, intent=REQUEST, confidence=1.0, alternatives=())
        if _is_errand(heard) and _fits(heard, whole):
            return replace(heard, confidence=1.0, alternatives=())
    return None


def _is_errand(heard: Parse) -> bool:
    return not heard.intent.startswith(("dialog.", "disaster.", OUT_OF_SCOPE))


def _fits(heard: Parse, whole: Parse) -> bool:
    """Is the end taken for what the whole is taken for, or sure where the whole is unsure?"""
    if heard.intent == whole.intent:
        return heard.confidence >= LIKELY
    return is_confident(heard) and whole.confidence < LIKELY
