"""A text as the features that the linear model weighs. Pure."""

from collections.abc import Iterator, Sequence

from bot.understanding.emergency import Alarm
from bot.understanding.pinyin import syllables
from bot.understanding.vocabulary import Mention

_CLASSED = frozenset({"course", "hazard", "club", "venue", "team", "item", "skill"})


def features(bare: str, mentions: Sequence[Mention], alarm: Alarm) -> list[str]:
    """Characters (1 to 3), syllables (2 to 3), what is named, what is alarming.

    Tried and dropped, for they earned nothing beside these: words, characters by four, the text with the
    things named replaced by their class (figures in ARCHITECTURE.md).
    """
    return [
        *_grams("c", f"^{bare}$", (1, 2, 3)),
        *_grams("p", syllables(bare), (2, 3)),
        *sorted({f"has:{mention.slot}" for mention in mentions if mention.slot in _CLASSED}),
        *(f"sign:{danger}" for danger in alarm.dangers[:2]),
        *_flags(alarm),
    ]


def _grams(kind: str, parts: Sequence[str], sizes: tuple[int, ...]) -> Iterator[str]:
    joiner = "" if isinstance(parts, str) else " "
    for size in sizes:
        for start in range(len(parts) - size + 1):
            yield f"{kind}{size}:{joiner.join(parts[start : start + size])}"


def _flags(alarm: Alarm) -> Iterator[str]:
    if alarm.dangers:
        yield "sign:any"
        yield f"sign:any:{'past' if alarm.not_now else 'now' if alarm.now else 'open'}"
    if alarm.not_now or alarm.figurative:
        yield "mark:not_now"
