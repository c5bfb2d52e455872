"""What the words for passages mean: a vector for each, learned ahead, because embedding them all takes minutes."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.common.files import replacing
from bot.understanding.models.lexical import Floats

_SCALE = 127


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """texts: the wordings, in the order of the rows; mean: of all vectors; table: the centred vectors of length 1, in 8 bits."""

    texts: tuple[str, ...]
    mean: Floats
    table: npt.NDArray[np.int8]
    rows: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Sequence[str], vectors: Floats) -> "PassageVectors":
        """From the embedding of these texts."""
        mean = vectors.mean(axis=0).astype(np.float32)
        table = np.round(_centred(vectors, mean) * _SCALE).astype(np.int8)
        return cls(tuple(texts), mean, table, {text: row for row, text in enumerate(texts)})

    def chosen(self, texts: Sequence[str]) -> Floats:
        """The vectors of these texts, a row each; zeros for a text that was not learned."""
        chosen = np.zeros((len(texts), len(self.mean)), dtype=np.float32)
        known = [(number, self.rows[text]) for number, text in enumerate(texts) if text in self.rows]
        if known:
            numbers, rows = map(list, zip(*known, strict=True))
            chosen[numbers] = self.table[rows].astype(np.float32) / _SCALE
        return chosen

    def centred(self, vector: Floats) -> Floats:
        """A vector of the embedding as those of the table are: centred, of length 1."""
        return np.asarray(_centred(vector[None, :], self.mean)[0], dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write them to a file."""
        names = json.dumps(self.texts, ensure_ascii=False).encode()
        with replacing(path) as file:
            np.savez_compressed(
                file, texts=np.frombuffer(names, dtype=np.uint8), mean=self.mean, table=self.table
            )


def load(path: Path) -> PassageVectors | None:
    """The vectors in a file; None when the file is missing or unreadable."""
    try:
        with np.load(path) as data:
            texts = tuple(json.loads(data["texts"].tobytes()))
            rows = {text: row for row, text in enumerate(texts)}
            return PassageVectors(texts, data["mean"], data["table"], rows)
    except (OSError, ValueError, KeyError):
        return None


def _centred(vectors: Floats, mean: Floats) -> Floats:
    centred = vectors - mean
    return np.asarray(centred / np.linalg.norm(centred, axis=1, keepdims=True), dtype=np.float32)
