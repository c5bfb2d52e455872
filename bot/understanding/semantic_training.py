"""Trains the head of the semantic model on the phrases. Vectors of known phrases come from a cache file."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bot.common.files import replacing
from bot.understanding import semantic
from bot.understanding.lexical import Floats
from bot.understanding.pipeline import Understanding
from bot.understanding.semantic import Embedder, Head

BATCH = 64


def train_head(
    understanding: Understanding, embed: Embedder, cache: Path, progress: Callable[[int, int], None]
) -> Head:
    """A head for the phrases of this understanding.

    cache: an .npz file of vectors, read and rewritten. progress: is called with (done, total) of the phrases
    that have to be embedded.
    """
    texts = [understanding.analyse(phrase.text).normal.clean for phrase in understanding.phrases]
    vectors = _load_vectors(cache)
    new = [text for text in dict.fromkeys(texts) if text not in vectors]
    for start in range(0, len(new), BATCH):
        batch = new[start : start + BATCH]
        vectors |= dict(zip(batch, embed(batch), strict=True))
        progress(min(start + BATCH, len(new)), len(new))
    _save_vectors(cache, vectors, texts)
    table = np.stack([vectors[text] for text in texts]).astype(np.float32)
    return semantic.train(table, [phrase.label for phrase in understanding.phrases])


def _load_vectors(cache: Path) -> dict[str, Floats]:
    try:
        with np.load(cache) as data:
            return dict(zip(map(str, data["texts"]), data["vectors"].astype(np.float32), strict=True))
    except (OSError, ValueError, KeyError):
        return {}


def _save_vectors(cache: Path, vectors: dict[str, Floats], texts: Sequence[str]) -> None:
    """Replaces the file atomically; vectors of texts that are no longer phrases are dropped."""
    current = list(dict.fromkeys(texts))
    table = np.stack([vectors[text] for text in current]).astype(np.float16)
    with replacing(cache) as file:
        np.savez(file, texts=np.array(current), vectors=table)
