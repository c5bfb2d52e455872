"""The semantic model: a sentence embedding under linear heads, asked where the first look is unsure."""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import numpy as np

from bot.common.files import replacing
from bot.understanding.models.act_head import ActHead
from bot.understanding.models.answer_head import AnswerHead
from bot.understanding.models.lexical import Floats, fit
from bot.understanding.models.passage_vectors import PassageVectors

REGULARIZATION = 1.0  # the best of 0.5, 1, 3 on the staff's sentences
MAX_CACHED_TEXTS = 4096


class Embedder(Protocol):
    """Turns texts into vectors of one length; safe to call from any thread."""

    def __call__(self, texts: Sequence[str]) -> Floats: ...


@dataclass(frozen=True, slots=True)
class Head:
    """labels: in the order of the columns; mean: of all vectors, subtracted first; weights, bias: one column a label."""

    labels: tuple[str, ...]
    mean: Floats
    weights: Floats
    bias: Floats

    def margins(self, vector: Floats) -> Floats:
        """The decision value of every label."""
        centred = vector - self.mean
        return np.asarray(centred / np.linalg.norm(centred) @ self.weights + self.bias, dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the head to a file, in half precision."""
        with replacing(path) as file:
            np.savez(
                file,
                labels=np.array(self.labels),
                mean=self.mean.astype(np.float16),
                weights=self.weights.astype(np.float16),
                bias=self.bias.astype(np.float16),
            )


def load(path: Path) -> Head | None:
    """The head in a file; None when the file is missing or unreadable."""
    try:
        with np.load(path) as data:
            mean, weights, bias = (data[name].astype(np.float32) for name in ("mean", "weights", "bias"))
            return Head(tuple(map(str, data["labels"])), mean, weights, bias)
    except (OSError, ValueError, KeyError):
        return None


def train(vectors: Floats, labels: Sequence[str]) -> Head:
    """Fit a head on the vectors of labelled texts."""
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    centred /= np.linalg.norm(centred, axis=1, keepdims=True)
    fitted = fit(centred, labels, REGULARIZATION)
    return Head(fitted.labels, mean.astype(np.float32), fitted.weights, fitted.bias)


class Semantics:
    """The embedder with its heads, and a cache of the vectors of the last texts.

    head: what a text means by itself; acts: what it does in a conversation; passages, answers: the wordings for what is
    written, and for the answers in a danger; None where they were not learned. service_answers: a head for each form that has
    written answers, by the first of its names; passage_head: which written passage a question wants.
    """

    def __init__(
        self,
        embed: Embedder,
        head: Head,
        acts: ActHead | None = None,
        passages: PassageVectors | None = None,
        answers: PassageVectors | None = None,
        service_answers: Mapping[str, AnswerHead] = MappingProxyType({}),
        passage_head: AnswerHead | None = None,
    ) -> None:
        self.labels = head.labels
        self.passages, self.answers = passages, answers
        self.service_answers, self.passage_head = service_answers, passage_head
        self.acts = acts
        self._embed = embed
        self._head = head
        self._cache: OrderedDict[str, Floats] = OrderedDict()

    def cached_vector(self, text: str) -> Floats | None:
        """The vector of a text, if it is in the cache; computes nothing."""
        return self._cache.get(text)

    def uncached_vector(self, text: str) -> Floats:
        """The vector of a text, which is not kept: readers of the cache would read the text otherwise; 3 to 5 ms."""
        known = self._cache.get(text)
        return known if known is not None else self._embed([text])[0]

    def vector(self, text: str) -> Floats:
        """The vector of a text; 3 to 5 ms if it is not cached."""
        vector = self._cache.get(text)
        if vector is None:
            vector = self._cache[text] = self._embed([text])[0]
            if len(self._cache) > MAX_CACHED_TEXTS:
                self._cache.popitem(last=False)
        return vector

    def cached_margins(self, text: str) -> Floats | None:
        """The decision value of every label for a text whose vector is in the cache; None for another."""
        vector = self._cache.get(text)
        return None if vector is None else self._head.margins(vector)

    def margins(self, text: str) -> Floats:
        """The decision value of every label; 3 to 5 ms if the text's vector is not cached."""
        return self._head.margins(self.vector(text))
