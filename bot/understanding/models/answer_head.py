"""A linear model over sentence vectors that tells which written answer a question wants; one for each group of answers."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.common.files import replacing
from bot.understanding.models.lexical import Floats

DECAY = 1e-4  # weight of the squared weights in the loss: of 1e-5, 3e-5 and 1e-4 the most right of what it was sure of
OF_MANY = 1e-5  # the same for several hundred passages
ROUNDS = 120  # of fitting; more change no answer
PASSAGES = "passages"  # the name of the head for all that is written
NONE = ""  # the label of what none of the answers is for


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """labels: the ids of the answers, NONE among them, in the order of the columns."""

    labels: tuple[str, ...]
    weights: Floats
    bias: Floats

    def likeliest(self, vector: Floats) -> tuple[str, float]:
        """The id of the likeliest answer, or NONE, with its probability. vector: centred, of length 1."""
        margins = self.bias + vector @ self.weights
        best = int(margins.argmax())
        return self.labels[best], 1.0 / float(np.exp(margins - margins[best]).sum())


def train(vectors: Floats, labels: Sequence[str], decay: float = DECAY) -> AnswerHead:
    """Fit a head on the vectors of labelled wordings."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=1.0 / (decay * len(labels)), max_iter=ROUNDS)
    model.fit(vectors, labels)
    weights = np.ascontiguousarray(model.coef_.T, dtype=np.float32)
    return AnswerHead(tuple(map(str, model.classes_)), weights, model.intercept_.astype(np.float32))


def save(heads: Mapping[str, AnswerHead], path: Path) -> None:
    """Write the heads to a file, in half precision."""
    names = json.dumps({name: head.labels for name, head in heads.items()}, ensure_ascii=False).encode()
    tables: dict[str, Any] = {
        f"{name} weights": head.weights.astype(np.float16) for name, head in heads.items()
    }
    tables |= {f"{name} bias": head.bias.astype(np.float16) for name, head in heads.items()}
    with replacing(path) as file:
        np.savez_compressed(file, names=np.frombuffer(names, dtype=np.uint8), **tables)


def load(path: Path) -> Mapping[str, AnswerHead]:
    """The heads in a file; none when it is missing or unreadable."""
    try:
        with np.load(path) as data:
            labels = json.loads(data["names"].tobytes())
            return {
                name: AnswerHead(
                    tuple(labels[name]),
                    data[f"{name} weights"].astype(np.float32),
                    data[f"{name} bias"].astype(np.float32),
                )
                for name in labels
            }
    except (OSError, ValueError, KeyError):
        return {}
