"""A text as the features that the linear model weighs. Pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.understanding.danger import DangerSigns
from bot.understanding.pinyin import syllables
from bot.understanding.vocabulary import Mention

_CLASSED = frozenset({"course", "hazard", "club", "venue", "team", "item", "skill"})


def features(bare: str, mentions: Sequence[Mention], alarm: DangerSigns) -> list[str]:
    """Characters (1 to 3), syllables (2 to 3), what is named, what is alarming.

    Tried and dropped, for they earned nothing beside these: words, characters by four, the text with the
    things named replaced by their class (figures in ARCHITECTURE.md).
    """
    return [
        *_grams(f"^{bare}$"),
        *_sounds(syllables(bare)),
        *sorted({f"has:{mention.slot}" for mention in mentions if mention.slot in _CLASSED}),
        *(f"sign:{danger}" for danger in alarm.dangers[:2]),
        *_flags(alarm),
    ]


def _grams(text: str) -> set[str]:
    """Pieces of one, two and three characters, each once: a text without spaces, so no other feature is like them."""
    ends = range(len(text))
    return (
        {text[end - 2 : end + 1] for end in ends[2:]}
        | {text[end - 1 : end + 1] for end in ends[1:]}
        | {*text}
    )


def _sounds(spoken: Sequence[str]) -> set[str]:
    pairs = [f"{one} {other}" for one, other in pairwise(spoken)]
    return {*pairs, *(f"{pair} {third}" for pair, third in zip(pairs, spoken[2:], strict=False))}


def is_piece(feature: str, longest: int) -> bool:
    """Is it a piece of text of at most so many characters?"""
    return len(feature) <= longest and " " not in feature and ":" not in feature


def _flags(alarm: DangerSigns) -> Iterator[str]:
    if alarm.dangers:
        yield "sign:any"
        yield f"sign:any:{'past' if alarm.not_now else 'now' if alarm.now else 'open'}"
    if alarm.not_now or alarm.figurative:
        yield "mark:not_now"
