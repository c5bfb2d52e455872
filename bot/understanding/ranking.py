"""From scores to a ranking of labels, and whether the first label is sure enough to be acted on. Pure."""

from collections.abc import Mapping

from bot.understanding.parse import OUT_OF_SCOPE, Alternative, Parse

CERTAIN = 0.95  # confidence of the linear model alone from which no second model is asked
CONFIDENT = 0.90  # the first label's confidence …
LEAD = 0.30  # … and its lead over the second, from which the bot acts without asking back
MAX_ALTERNATIVES = 4

NEAREST_PHRASES_WEIGHT = 0.15
SEMANTIC_WEIGHT = (
    0.30  # of the semantic margins beside the lexical ones; more loses texts with homophone errors
)
EXACT_MATCH_SHARE = 0.97
NOT_OURS = ("dialog.", "disaster.", OUT_OF_SCOPE)
"""Beginnings of the intents that no service beside the dangers carries out."""


def blend(linear: Mapping[str, float], nearest: Mapping[str, float]) -> Mapping[str, float]:
    """The linear model's confidences and the nearest phrases' votes as one distribution."""
    return {
        label: share * (1 - NEAREST_PHRASES_WEIGHT) + nearest.get(label, 0.0) * NEAREST_PHRASES_WEIGHT
        for label, share in linear.items()
    }


def favour_exact_match(confidences: Mapping[str, float], label: str | None) -> Mapping[str, float]:
    """The confidences when the text is, word for word, a phrase of `label`: the staff's phrases outweigh the model.

    label: None when the text is nobody's phrase; then the confidences stay as they are.
    """
    if label is None:
        return confidences
    rest = {name: share * (1 - EXACT_MATCH_SHARE) for name, share in confidences.items()}
    return rest | {label: rest.get(label, 0.0) + EXACT_MATCH_SHARE}


def ranked(confidences: Mapping[str, float]) -> list[tuple[str, float]]:
    """(label, confidence), the most likely first."""
    return sorted(confidences.items(), key=lambda pair: (-pair[1], pair[0]))


def without_first(ranking: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The ranking as if its first label were impossible."""
    left = sum(share for _, share in ranking[1:])
    return [(label, share / left) for label, share in ranking[1:]] if left else ranking[1:]


def alternatives(ranking: list[tuple[str, float]]) -> tuple[Alternative, ...]:
    """The labels after the first."""
    return tuple(Alternative(label, share) for label, share in ranking[1 : MAX_ALTERNATIVES + 1])


def is_confident(parse: Parse) -> bool:
    """Is the parse sure enough to be acted on? If not, the resident is asked back."""
    second = parse.alternatives[0].confidence if parse.alternatives else 0.0
    return parse.confidence >= CONFIDENT and parse.confidence - second >= LEAD


def is_ours(parse: Parse) -> bool:
    """Is it a wish for one of our services, beyond doubt, and none of the dangers'?"""
    return is_confident(parse) and not parse.intent.startswith(NOT_OURS)
