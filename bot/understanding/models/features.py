"""Turns a text into the features of the linear model. Pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.understanding.danger_signs.danger import DangerSigns
from bot.understanding.text.pinyin import syllables
from bot.understanding.text.vocabulary import Mention

_CLASSED = frozenset({"course", "hazard", "club", "venue", "team", "item", "skill"})


def features(bare: str, mentions: Sequence[Mention], signs: DangerSigns) -> list[str]:
    """Character n-grams (1 to 3), syllable n-grams (2 and 3), the kinds of things named, the signs of danger.

    Tried and dropped, since they gained nothing beside these: words, character 4-grams, the text with the
    things named replaced by their class (figures in ARCHITECTURE.md).
    """
    return [
        *_grams(f"^{bare}$"),
        *_sounds(syllables(bare)),
        *sorted({f"has:{mention.slot}" for mention in mentions if mention.slot in _CLASSED}),
        *(f"sign:{danger}" for danger in signs.dangers[:2]),
        *_flags(signs),
    ]


def _grams(text: str) -> dict[str, None]:
    """Character n-grams of one to three, each once; without spaces or colons, which mark the other features.

    In the order of the text: a set's order differs from process to process, and sums of weights with it.
    """
    ends = range(len(text))
    threes, twos = (
        [text[end - 2 : end + 1] for end in ends[2:]],
        [text[end - 1 : end + 1] for end in ends[1:]],
    )
    return dict.fromkeys((*threes, *twos, *text))


def _sounds(spoken: Sequence[str]) -> dict[str, None]:
    pairs = [f"{first} {second}" for first, second in pairwise(spoken)]
    return dict.fromkeys(
        (*pairs, *(f"{pair} {third}" for pair, third in zip(pairs, spoken[2:], strict=False)))
    )


def is_character_ngram(feature: str, longest: int) -> bool:
    """Is the feature a character n-gram of at most `longest` characters?"""
    return len(feature) <= longest and " " not in feature and ":" not in feature


def _flags(signs: DangerSigns) -> Iterator[str]:
    if signs.dangers:
        yield "sign:any"
        yield f"sign:any:{'past' if signs.not_now else 'now' if signs.now else 'open'}"
    if signs.not_now or signs.figurative:
        yield "mark:not_now"
