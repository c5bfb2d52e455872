"""How like a message is to each of some answers, by all the wordings for it: by letters and, where known, by meaning. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from bot.understanding.models.lexical import Floats
from bot.understanding.models.passage_vectors import PassageVectors
from bot.understanding.text.normalize import Normalizer

LETTERS, NEAREST, ALL = 0.4, 0.4, 0.3
"""Weights of the likeness by letters, by meaning to the nearest wording, and by meaning to all wordings of an answer."""

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Meanings:
    """nearby: the vectors of the wordings, those of an answer side by side from `starts` on; middles: their means."""

    nearby: Floats
    starts: Sequence[int]
    middles: Floats

    @classmethod
    def of(cls, answers: Sequence[Sequence[str]], vectors: PassageVectors) -> "_Meanings":
        nearby = vectors.chosen([text for says in answers for text in says])
        starts = np.cumsum([0, *(len(says) for says in answers)])[:-1].tolist()
        middles = np.add.reduceat(nearby, starts)
        lengths = np.linalg.norm(middles, axis=1, keepdims=True)
        return cls(nearby, starts, (middles / np.where(lengths > 0, lengths, 1.0)).astype(np.float32))

    def likeness(self, vector: Floats) -> Floats:
        """Of a meaning to each answer."""
        nearest = np.maximum.reduceat(self.nearby @ vector, self.starts)
        return np.asarray(NEAREST * nearest + ALL * (self.middles @ vector), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Posting:
    """Which wordings hold a piece, and with what weight."""

    wordings: NDArray[np.int64]
    weights: NDArray[np.float64]


class Wordings:
    """The wordings of each of several answers."""

    def __init__(
        self, answers: Sequence[Sequence[str]], normalize: Normalizer, vectors: PassageVectors | None
    ) -> None:
        bare = [normalize(text).bare for says in answers for text in says]
        self._rarity = _rarity(bare)
        self._unknown = max(self._rarity.values(), default=1.0)
        self._wordings = len(bare)
        self._starts = np.cumsum([0, *(len(says) for says in answers)])[:-1]
        self._postings = _postings([self._weights(text) for text in bare])
        self._meanings = _Meanings.of(answers, vectors) if vectors else None

    def likeness(self, bare: str, vector: Floats | None) -> list[float]:
        """Of a text to each answer. vector: of its meaning; without it the letters alone count."""
        by_letters = self._by_letters(bare)
        if vector is None or self._meanings is None:
            return by_letters
        by_meaning = self._meanings.likeness(vector).tolist()
        return [LETTERS * letters + near for letters, near in zip(by_letters, by_meaning, strict=True)]

    def _by_letters(self, bare: str) -> list[float]:
        """The cosine to the nearest wording of each answer."""
        cosines = np.zeros(self._wordings, dtype=np.float64)
        for piece, weight in self._weights(bare).items():
            posting = self._postings.get(piece)
            if posting is not None:
                cosines[posting.wordings] += weight * posting.weights
        nearest: list[float] = np.maximum.reduceat(cosines, self._starts).tolist()
        return nearest

    def _weights(self, bare: str) -> Weights:
        """The weights of the characters and pairs of a text, of length 1 together."""
        counts = Counter(_pieces(bare)).items()
        weights = {piece: count * self._rarity.get(piece, self._unknown) for piece, count in counts}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {piece: weight / length for piece, weight in weights.items()}


def _rarity(texts: Iterable[str]) -> Weights:
    counts: Counter[str] = Counter()
    total = 0
    for text in texts:
        counts.update(set(_pieces(text)))
        total += 1
    return {piece: log((1 + total) / (1 + count)) + 0.2 for piece, count in counts.items()}


def _pieces(bare: str) -> Sequence[str]:
    return [*bare, *(bare[start : start + 2] for start in range(len(bare) - 1))]


def _postings(wordings: Sequence[Weights]) -> Mapping[str, _Posting]:
    """The wordings of each piece: a message is compared with these alone, of thousands."""
    found: dict[str, list[tuple[int, float]]] = {}
    for at, wording in enumerate(wordings):
        for piece, weight in wording.items():
            found.setdefault(piece, []).append((at, weight))
    return {
        piece: _Posting(np.array([at for at, _ in entries]), np.array([weight for _, weight in entries]))
        for piece, entries in found.items()
    }
