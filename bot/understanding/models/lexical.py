"""The linear model over a text's features, one class a label. Trained on the staff's phrases, in seconds."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

from bot.common.files import replacing
from bot.understanding.models.features import is_character_ngram
from bot.understanding.parse import OUT_OF_SCOPE

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]

SEEN_TWICE = 2  # a feature of one phrase only is kept if it is an n-gram short enough to occur again
REGULARIZATION = 0.5  # the best of 0.1, 0.3, 0.5, 1, 3 in cross-validation over the phrases
SHARPNESS = (
    8.0  # factor before the softmax: of 2 to 10 the best calibrated on sentences outside the training set
)


@dataclass(frozen=True, slots=True)
class Model:
    """labels: the classes, in the order of the columns; rows: feature → row; idf and weights by row.

    The weights are kept in half precision: it saves 7 MB a process and costs one labelled sentence in a thousand.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    idf: Floats
    weights: Halves
    bias: Floats

    def margins(self, features: Sequence[str]) -> Floats:
        """The decision value of every label."""
        rows = self.rows
        index = [row for feature in features if (row := rows.get(feature)) is not None]
        if not index:
            return self.bias
        values = self.idf[index]
        weights = self.weights[index].astype(np.float32)
        return np.asarray(self.bias + values @ weights / np.sqrt(values @ values), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the model to a file, atomically."""
        names = json.dumps([self.labels, list(self.rows)], ensure_ascii=False).encode()
        with replacing(path) as file:
            np.savez(
                file,
                names=np.frombuffer(names, dtype=np.uint8),
                idf=self.idf,
                weights=self.weights,
                bias=self.bias,
            )


def load(path: Path) -> Model | None:
    """The model in a file; None when the file is missing or unreadable."""
    try:
        with np.load(path) as data:
            labels, features = json.loads(data["names"].tobytes())
            rows = {feature: row for row, feature in enumerate(features)}
            return Model(tuple(labels), rows, data["idf"], data["weights"], data["bias"])
    except (OSError, ValueError, KeyError):
        return None


def softmax(margins: Floats) -> Floats:
    """Margins as calibrated probabilities."""
    exponentials = np.exp((margins - margins.max()) * SHARPNESS)
    return np.asarray(exponentials / exponentials.sum(), dtype=np.float32)


def train(
    texts: Sequence[Sequence[str]],
    labels: Sequence[str],
    noisy: Sequence[Sequence[str]] = (),
    noisy_labels: Sequence[str] = (),
    regularization: float = REGULARIZATION,
    balance: float = 1.0,
) -> Model:
    """Fit a linear support vector machine, one label against the rest, on the features of labelled texts.

    balance: as in `fit`.

    noisy: features of texts with errors; they are trained on, but add no features to the model.
    """
    rows = _rows(texts)
    idf = _idf(_matrix(texts, rows))
    matrix = _weighted(_matrix([*texts, *noisy], rows), idf)
    fitted = fit(matrix, [*labels, *noisy_labels], regularization, balance)
    return Model(fitted.labels, rows, idf, fitted.weights.astype(np.float16), fitted.bias)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A linear classifier: a column of weights and a bias for each label."""

    labels: tuple[str, ...]
    weights: Floats
    bias: Floats


def fit(
    matrix: "csr_matrix | Floats", labels: Sequence[str], regularization: float, balance: float = 1.0
) -> Fitted:
    """Fit one label against the rest. All labels weigh the same, however many phrases they have.

    balance: below 1 they do so in part, and at 0 every phrase weighs the same.

    Except "out_of_scope": it covers many unlike things, so each of its phrases has the weight 1. With that,
    three times fewer requests for a general assistant were answered as ours (figures in ARCHITECTURE.md).
    """
    from sklearn.svm import LinearSVC

    counts = Counter(labels)
    weights = {label: (len(labels) / (len(counts) * count)) ** balance for label, count in counts.items()}
    if OUT_OF_SCOPE in weights:
        weights[OUT_OF_SCOPE] = 1.0
    model = LinearSVC(C=regularization, class_weight=weights, random_state=0)
    model.fit(matrix, labels)
    return Fitted(
        tuple(str(label) for label in model.classes_),
        np.ascontiguousarray(model.coef_.T, dtype=np.float32),
        model.intercept_.astype(np.float32),
    )


def _rows(texts: Iterable[Sequence[str]]) -> dict[str, int]:
    counts = Counter(feature for text in texts for feature in dict.fromkeys(text))
    frequent = [
        feature
        for feature, count in counts.items()
        if count >= SEEN_TWICE or ":" in feature or is_character_ngram(feature, 2)
    ]
    return {feature: row for row, feature in enumerate(frequent)}


def _matrix(texts: Sequence[Sequence[str]], rows: dict[str, int]) -> "csr_matrix":
    columns: list[int] = []
    ends = [0]
    for text in texts:
        columns += [row for feature in text if (row := rows.get(feature)) is not None]
        ends.append(len(columns))
    from scipy.sparse import csr_matrix

    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(texts), len(rows)))


def _idf(matrix: "csr_matrix") -> Floats:
    texts = matrix.shape[0]
    holding = np.bincount(matrix.indices, minlength=matrix.shape[1])
    return np.asarray(np.log((1 + texts) / (1 + holding)) + 1, dtype=np.float32)


def _weighted(matrix: "csr_matrix", idf: Floats) -> "csr_matrix":
    weighted = matrix.copy()
    weighted.data *= idf[weighted.indices]
    lengths = np.sqrt(np.asarray(weighted.power(2).sum(axis=1)).ravel())
    weighted.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(weighted.indptr))
    return weighted
