"""The question of the content that is nearest to what was asked."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log, sqrt

from bot.content.knowledge import Question

NEAR = 0.45  # of 1; below it the answer would be to another question (tried on the sentences in tests/utterances)
VERY_NEAR = 0.75  # where a live answer (the next date, a place's hours) stands against the known one


def closest(text: str, questions: Iterable[Question], near: float = NEAR) -> Question | None:
    """The question with the most telling words in common; None when none is as near as `near` (0 to 1).

    Telling are the character pairs that few questions have: 户口 rather than 能来.
    """
    asked = [(question, _pairs(wording)) for question in questions for wording in question.ask]
    holders = Counter(pair for _, pairs in asked for pair in pairs)
    weights = {pair: log((1 + len(asked)) / (1 + count)) + 0.2 for pair, count in holders.items()}
    unknown = log(1 + len(asked)) * 0.5 + 0.2
    said = _pairs(text)
    best, best_score = None, near
    for question, pairs in asked:
        score = _likeness(said, pairs, weights, unknown)
        if score > best_score:
            best, best_score = question, score
    return best


def _likeness(one: set[str], other: set[str], weights: Mapping[str, float], unknown: float) -> float:
    def size(pairs: set[str]) -> float:
        return sum(weights.get(pair, unknown) ** 2 for pair in pairs)

    both = sqrt(size(one) * size(other))
    return size(one & other) / both if both else 0.0


def _pairs(text: str) -> set[str]:
    return {text[start : start + 2] for start in range(len(text) - 1)}
