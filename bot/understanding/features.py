"""A text as the features that the linear model weighs. Pure."""

from collections.abc import Iterator, Sequence

from bot.understanding.emergency import Alarm
from bot.understanding.pinyin import syllables
from bot.understanding.vocabulary import Mention

_CLASSED = frozenset({"course", "hazard", "club", "venue", "team", "item", "skill"})
_LONG = 30


def features(bare: str, words: Sequence[str], mentions: Sequence[Mention], alarm: Alarm) -> list[str]:
    """Characters (1 to 4), words (1 to 2), syllables (2 to 3), what is named, what is alarming."""
    return [
        *_grams("c", f"^{bare}$", (1, 2, 3, 4)),
        *_grams("w", words, (1, 2)),
        *_grams("p", syllables(bare), (2, 3)),
        *_grams("m", _masked(bare, mentions), (2, 3)),
        *sorted({f"has:{mention.slot}" for mention in mentions if mention.slot in _CLASSED}),
        *(f"sign:{danger}" for danger in alarm.dangers[:2]),
        *_flags(bare, alarm),
    ]


def _grams(kind: str, parts: Sequence[str], sizes: tuple[int, ...]) -> Iterator[str]:
    joiner = "" if isinstance(parts, str) else " "
    for size in sizes:
        for start in range(len(parts) - size + 1):
            yield f"{kind}{size}:{joiner.join(parts[start : start + size])}"


def _masked(bare: str, mentions: Sequence[Mention]) -> list[str]:
    """The text with each thing named replaced by its class: 「报名插花」 and 「报名电工」 become the same."""
    out: list[str] = []
    end = 0
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if mention.slot in _CLASSED and mention.start >= end and mention.end - mention.start > 1:
            out += [*bare[end : mention.start], mention.slot.upper()]
            end = mention.end
    return ["^", *out, *bare[end:], "$"]


def _flags(bare: str, alarm: Alarm) -> Iterator[str]:
    if alarm.dangers:
        yield "sign:any"
        yield f"sign:any:{'past' if alarm.not_now else 'now' if alarm.now else 'open'}"
    if alarm.not_now:
        yield "mark:not_now"
    if any(sign.isdigit() for sign in bare):
        yield "has:digit"
    if len(bare) > _LONG:
        yield "long"
