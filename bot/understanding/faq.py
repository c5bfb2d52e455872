"""The question of the content that is nearest to what was asked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import log, sqrt

from bot.content.knowledge import Question

NEAR = 0.45  # of 1; below it the answer would be to another question (tried on the sentences in tests/utterances)
VERY_NEAR = 0.75  # where a live answer (the next date, a place's hours) stands against the known one


def closest_question(text: str, questions: Iterable[Question], near: float = NEAR) -> Question | None:
    """The question with the most telling words in common; None when none is as near as `near` (0 to 1).

    Telling are the character pairs that few questions have: 户口 rather than 能来.
    """
    return _closest(text, _Same(tuple(questions)), near)


@lru_cache(maxsize=256)  # most is asked again
def _closest(text: str, questions: "_Same", near: float) -> Question | None:
    asked = _made_ready(questions)
    said = _pairs(text)
    own = asked.size(said)
    shared: dict[int, float] = {}
    for pair in said:
        for index in asked.holders.get(pair, ()):
            shared[index] = shared.get(index, 0.0) + asked.weights[pair]
    best, best_score = None, near
    for index in sorted(shared):
        question, size = asked.wordings[index]
        score = shared[index] / sqrt(own * size)
        if score > best_score:
            best, best_score = question, score
    return best


@dataclass(frozen=True, slots=True)
class _Asked:
    """Questions made ready: each wording with its size, which wordings hold a pair, and what each pair tells."""

    wordings: tuple[tuple[Question, float], ...]
    holders: Mapping[str, Sequence[int]]
    weights: Mapping[str, float]
    unknown: float

    def size(self, pairs: Collection[str]) -> float:
        return sum(self.weights.get(pair, self.unknown) for pair in pairs)


class _Same:
    """Questions as a key that costs little: two are the same when they are the very same objects."""

    __slots__ = ("questions",)

    def __init__(self, questions: tuple[Question, ...]) -> None:
        self.questions = questions

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.questions)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and [*map(id, self.questions)] == [*map(id, other.questions)]


@lru_cache(maxsize=64)  # of one content, a set for each intent; an edit pushes the old ones out
def _made_ready(same: _Same) -> _Asked:
    wordings = [(question, _pairs(wording)) for question in same.questions for wording in question.ask]
    holders: dict[str, list[int]] = {}
    for index, (_, pairs) in enumerate(wordings):
        for pair in pairs:
            holders.setdefault(pair, []).append(index)
    told = {pair: (log((1 + len(wordings)) / (1 + len(held))) + 0.2) ** 2 for pair, held in holders.items()}
    unknown = (log(1 + len(wordings)) * 0.5 + 0.2) ** 2
    ready = _Asked((), holders, told, unknown)
    return replace(ready, wordings=tuple((one, ready.size(pairs)) for one, pairs in wordings))


def _pairs(text: str) -> set[str]:
    return {text[start : start + 2] for start in range(len(text) - 1)}
