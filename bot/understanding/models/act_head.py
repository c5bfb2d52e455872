"""The head of the act model on the sentence embedding: what a piece does, by its meaning and by what was asked."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.common.files import replacing
from bot.understanding.dialog_state import DialogState
from bot.understanding.models.lexical import Floats

REGULARIZATION = 1.0
CONTEXT_WEIGHT = 0.3  # of what the state says, beside a vector of length 1: the best of 0.3 and 0.6
SHARE = 0.3  # of this head in the mixture with the linear model: the best of 0.3, 0.5, 0.6 and 0.7 on another writer


@dataclass(frozen=True, slots=True)
class ActHead:
    """labels: in the order of the columns; mean: of all vectors, subtracted first; contexts: what the state may say.

    weights: a row for each number of a vector, then one for each context; bias: one number a label.
    """

    labels: tuple[str, ...]
    contexts: tuple[str, ...]
    mean: Floats
    weights: Floats
    bias: Floats

    def margins(self, vector: Floats, state: DialogState) -> Floats:
        """The decision value of every label."""
        centred = vector - self.mean
        size = len(self.mean)
        said = set(context(state))
        rows = [size + row for row, name in enumerate(self.contexts) if name in said]
        margins = centred / np.linalg.norm(centred) @ self.weights[:size] + self.bias
        return np.asarray(margins + CONTEXT_WEIGHT * self.weights[rows].sum(axis=0), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the head to a file, in half precision."""
        names = json.dumps([self.labels, self.contexts], ensure_ascii=False).encode()
        with replacing(path) as file:
            np.savez(
                file,
                names=np.frombuffer(names, dtype=np.uint8),
                mean=self.mean.astype(np.float16),
                weights=self.weights.astype(np.float16),
                bias=self.bias.astype(np.float16),
            )


def load(path: Path) -> ActHead | None:
    """The head in a file; None when the file is missing or unreadable."""
    try:
        with np.load(path) as data:
            labels, contexts = json.loads(data["names"].tobytes())
            mean, weights, bias = (data[name].astype(np.float32) for name in ("mean", "weights", "bias"))
            return ActHead(tuple(labels), tuple(contexts), mean, weights, bias)
    except (OSError, ValueError, KeyError):
        return None


def train(vectors: Floats, states: Sequence[DialogState], acts: Sequence[str]) -> ActHead:
    """Fit a head on the vectors of labelled pieces, each with the state that it was said in."""
    from sklearn.svm import LinearSVC

    mean = vectors.mean(axis=0)
    centred = vectors - mean
    centred /= np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    told = [set(context(state)) for state in states]
    contexts = tuple(sorted(set().union(*told)))
    beside = np.array([[name in said for name in contexts] for said in told], dtype=np.float32)
    model = LinearSVC(C=REGULARIZATION, random_state=0)
    model.fit(np.hstack([centred, beside * CONTEXT_WEIGHT]), acts)
    weights = np.ascontiguousarray(model.coef_.T, dtype=np.float32)
    labels = tuple(str(label) for label in model.classes_)
    return ActHead(labels, contexts, mean.astype(np.float32), weights, model.intercept_.astype(np.float32))


def context(state: DialogState) -> Iterator[str]:
    """What the state says, in names."""
    yield f"asked:{state.asked}"
    yield f"flow:{state.flow}"
    yield f"place:{_place(state)}"
    if state.pending:
        yield f"pending:{state.pending}"
    marks = (
        ("shown", state.shown),
        ("own", state.own),
        ("danger", state.topic.get("danger")),
        ("paused", state.paused),
    )
    yield from (name for name, stands in marks if stands)


def _place(state: DialogState) -> str:
    if state.asked == "card":
        return "card"
    if state.asked in ("confirm", "sure", "change_what"):
        return "confirm"
    return "form" if state.flow else "open"
