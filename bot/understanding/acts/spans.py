"""Finds the words of a value in a piece of a message: one span for one slot, learned from labelled turns. Pure.

A span's score is the sum of what speaks for its start, for its end and for its length; learned by an averaged
structured perceptron (Collins 2002), which needs no gradient library and takes seconds.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.models.lexical import Floats

AnyFloats = NDArray[np.float32] | NDArray[np.float64]

LONGEST = 120  # characters of a piece that are looked at
EPOCHS = 8
_LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 14, 20, 30)


@dataclass(frozen=True, slots=True)
class Example:
    """A text, the slot, the words of the text, and where the slot's value stands in it."""

    text: str
    slot: str
    words: tuple[str, ...]
    start: int
    end: int


def edge_features(text: str, slot: str, words: Sequence[str]) -> tuple[list[list[str]], list[list[str]]]:
    """For every position between characters: what speaks for a span that starts there, and for one that ends there."""
    cuts = _cuts(text, words)
    padded = f"^^^{text}$$$"
    starts, ends = [], []
    for at in range(len(text) + 1):
        left, right = padded[at : at + 3], padded[at + 3 : at + 6]
        edge = "edge" if left[-1] in "^ " else cuts[at]
        close = "edge" if right[0] in "$ " else cuts[at]
        starts.append(_around("s", slot, left, right, edge))
        ends.append(_around("e", slot, left, right, close))
    return starts, ends


def _around(side: str, slot: str, left: str, right: str, edge: str) -> list[str]:
    plain = (
        f"{edge}", f"l:{left[-1]}", f"ll:{left[-2:]}", f"lll:{left}", f"r:{right[0]}", f"rr:{right[:2]}", f"rrr:{right}",
        f"lr:{left[-1]}{right[0]}",
    )  # fmt: skip
    beside = (f"{edge}", f"l:{left[-1]}", f"ll:{left[-2:]}", f"r:{right[0]}", f"rr:{right[:2]}")
    return [f"{side}:{name}" for name in plain] + [f"{side}:{slot}:{name}" for name in beside]


def length_feature(slot: str, size: int) -> str:
    """The span's length in steps, beside the slot."""
    return f"n:{slot}:{next((str(most) for most in _LENGTHS if size <= most), 'more')}"


def best_span(starts: AnyFloats, ends: AnyFloats, lengths: AnyFloats) -> tuple[int, int]:
    """The span with the highest score; starts and ends by position, lengths by size."""
    size = len(starts) - 1
    score = starts[:-1, None] + ends[None, 1:]
    grid = np.arange(size)[None, :] - np.arange(size)[:, None]
    score = np.where(grid >= 0, score + lengths[np.clip(grid, 0, size - 1)], -np.inf)
    start, end = np.unravel_index(int(np.argmax(score)), score.shape)
    return int(start), int(end) + 1


class SpanModel:
    """Weights by feature."""

    def __init__(self, rows: dict[str, int], weights: Floats) -> None:
        self.rows = rows
        self.weights = weights

    def read(self, text: str, slot: str, words: Sequence[str]) -> tuple[int, int]:
        """The span of the slot's value in a text that is not empty."""
        starts, ends = edge_features(text, slot, words)
        lengths = [[length_feature(slot, size)] for size in range(1, len(text) + 1)]
        return best_span(self._scores(starts), self._scores(ends), self._scores(lengths))

    def _scores(self, told: Sequence[Sequence[str]]) -> Floats:
        rows, weights = self.rows, self.weights
        return np.array(
            [
                sum(float(weights[row]) for name in names if (row := rows.get(name)) is not None)
                for names in told
            ],
            dtype=np.float32,
        )


@dataclass(slots=True)
class _Prepared:
    starts: list[NDArray[np.int32]]
    ends: list[NDArray[np.int32]]
    lengths: list[int]
    gold: tuple[int, int]


def train(examples: Iterable[Example], epochs: int = EPOCHS) -> SpanModel:
    """Learn from examples; the same each time."""
    rows: dict[str, int] = {}
    prepared = [_prepared(example, rows) for example in examples]
    weights = np.zeros(len(rows), dtype=np.float64)
    total = np.zeros(len(rows), dtype=np.float64)
    chance = random.Random(0)  # noqa: S311 - the order of training
    step = 1
    for _ in range(epochs):
        chance.shuffle(prepared)
        for example in prepared:
            _learn(example, weights, total, step)
            step += 1
    averaged = weights - total / step
    return SpanModel(rows, averaged.astype(np.float32))


def _prepared(example: Example, rows: dict[str, int]) -> _Prepared:
    starts, ends = edge_features(example.text, example.slot, example.words)

    def numbered(names: Sequence[str]) -> NDArray[np.int32]:
        return np.array([rows.setdefault(name, len(rows)) for name in names], dtype=np.int32)

    lengths = [
        rows.setdefault(length_feature(example.slot, size), len(rows))
        for size in range(1, len(example.text) + 1)
    ]
    return _Prepared(
        [numbered(names) for names in starts],
        [numbered(names) for names in ends],
        lengths,
        (example.start, example.end),
    )


def _learn(example: _Prepared, weights: NDArray[np.float64], total: NDArray[np.float64], step: int) -> None:
    """Move the weights towards the right span where another scores as high within a margin."""
    starts = np.array([weights[names].sum() for names in example.starts])
    ends = np.array([weights[names].sum() for names in example.ends])
    lengths = weights[example.lengths].copy()
    gold_start, gold_end = example.gold
    starts[:gold_start] += 1.0
    starts[gold_start + 1 :] += 1.0
    ends[:gold_end] += 1.0
    ends[gold_end + 1 :] += 1.0
    start, end = best_span(starts, ends, lengths)
    if (start, end) == example.gold:
        return
    for names, change in (
        (example.starts[gold_start], 1.0), (example.ends[gold_end], 1.0), (example.starts[start], -1.0),
        (example.ends[end], -1.0),
    ):  # fmt: skip
        np.add.at(weights, names, change)
        np.add.at(total, names, change * step)
    for size, change in ((gold_end - gold_start, 1.0), (end - start, -1.0)):
        weights[example.lengths[size - 1]] += change
        total[example.lengths[size - 1]] += change * step


@dataclass(frozen=True, slots=True)
class SpanReader:
    """Reads the value of a slot out of a text."""

    model: SpanModel
    segmenter: Callable[[str], tuple[str, ...]]

    def read(self, text: str, slot: str) -> str:
        """The words that are the slot's value; "" for an empty text."""
        text = text[:LONGEST]
        if not text:
            return ""
        start, end = self.model.read(text, slot, self.segmenter(text))
        return text[start:end].strip()


def _cuts(text: str, words: Sequence[str]) -> list[str]:
    """For every position: does it part two words, or stand within one?"""
    cuts = ["in"] * (len(text) + 1)
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            break
        cuts[at] = "cut"
        at += len(word)
        cuts[at] = "cut"
    return cuts
