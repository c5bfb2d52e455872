"""Training the semantic head on the phrases; vectors of phrases that were seen before are kept."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bot.understanding import semantic
from bot.understanding.lexical import Floats
from bot.understanding.pipeline import Understanding
from bot.understanding.semantic import Embedder, Head

BATCH = 64


def train_head(
    understanding: Understanding, embed: Embedder, cache: Path, progress: Callable[[int, int], None]
) -> Head:
    """A head for the phrases of this understanding; progress: (done, of) phrases that had to be embedded."""
    texts = [understanding.analyse(phrase.text).normal.clean for phrase in understanding.phrases]
    vectors = _kept(cache)
    new = [text for text in dict.fromkeys(texts) if text not in vectors]
    for start in range(0, len(new), BATCH):
        batch = new[start : start + BATCH]
        vectors |= dict(zip(batch, embed(batch), strict=True))
        progress(min(start + BATCH, len(new)), len(new))
    _keep(cache, vectors, texts)
    table = np.stack([vectors[text] for text in texts]).astype(np.float32)
    return semantic.train(table, [phrase.label for phrase in understanding.phrases])


def _kept(cache: Path) -> dict[str, Floats]:
    try:
        with np.load(cache) as data:
            return dict(zip(map(str, data["texts"]), data["vectors"].astype(np.float32), strict=True))
    except (OSError, ValueError, KeyError):
        return {}


def _keep(cache: Path, vectors: dict[str, Floats], texts: Sequence[str]) -> None:
    wanted = list(dict.fromkeys(texts))
    table = np.stack([vectors[text] for text in wanted]).astype(np.float16)
    fresh = cache.with_suffix(".fresh.npz")
    np.savez(fresh, texts=np.array(wanted), vectors=table)
    fresh.replace(cache)
