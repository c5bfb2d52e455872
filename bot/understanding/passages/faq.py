"""Finds the known question that is nearest to what a resident asks."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log, sqrt

from bot.common.text import letter_pairs
from bot.content.shared.questions import Question

NEAR = 0.45  # likeness, 0 to 1; below it the answer fits another question (tried on tests/utterances)
VERY_NEAR = 0.75  # the bar where the service has a live answer too (the next date, a place's hours)


def closest_question(text: str, questions: Iterable[Question], near: float = NEAR) -> Question | None:
    """The question that is most like the text; None when none has a likeness of at least `near` (0 to 1).

    The likeness is the cosine over character pairs, weighted by rarity: 户口 counts for more than 能来.
    """
    return _closest(text, _QuestionSet(tuple(questions)), near)


@lru_cache(maxsize=256)  # residents ask the same questions again
def _closest(text: str, questions: "_QuestionSet", near: float) -> Question | None:
    index = _indexed(questions)
    text_pairs = letter_pairs(text)
    text_norm = index.squared_norm(text_pairs)
    shared: dict[int, float] = {}
    for pair in text_pairs:
        for number in index.holders.get(pair, ()):
            shared[number] = shared.get(number, 0.0) + index.weights[pair]
    best, best_score = None, near
    for number in sorted(shared):
        question, norm = index.wordings[number]
        score = shared[number] / sqrt(text_norm * norm)
        if score > best_score:
            best, best_score = question, score
    return best


@dataclass(frozen=True, slots=True)
class _QuestionIndex:
    """wordings: each with its squared norm; holders: character pair → numbers of wordings; weights: by pair.

    unknown: the weight of a pair that no wording has.
    """

    wordings: tuple[tuple[Question, float], ...]
    holders: Mapping[str, Sequence[int]]
    weights: Mapping[str, float]
    unknown: float

    def squared_norm(self, pairs: Collection[str]) -> float:
        return sum(self.weights.get(pair, self.unknown) for pair in pairs)


class _QuestionSet:
    """Questions as a cheap cache key: two sets are equal when they hold the very same objects."""

    __slots__ = ("questions",)

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self.questions = questions

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.questions)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _QuestionSet) and [*map(id, self.questions)] == [*map(id, other.questions)]


@lru_cache(maxsize=64)  # one set an intent; after an edit the new ones push the old ones out
def _indexed(question_set: _QuestionSet) -> _QuestionIndex:
    wordings = [
        (question, letter_pairs(wording)) for question in question_set.questions for wording in question.ask
    ]
    holders: dict[str, list[int]] = {}
    for number, (_, pairs) in enumerate(wordings):
        for pair in pairs:
            holders.setdefault(pair, []).append(number)
    weights = {
        pair: (log((1 + len(wordings)) / (1 + len(numbers))) + 0.2) ** 2 for pair, numbers in holders.items()
    }
    unknown = (log(1 + len(wordings)) * 0.5 + 0.2) ** 2
    index = _QuestionIndex((), holders, weights, unknown)
    return replace(
        index, wordings=tuple((question, index.squared_norm(pairs)) for question, pairs in wordings)
    )
