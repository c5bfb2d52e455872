"""The danger model: is somebody in danger now, perhaps, or not; and which danger it is. Learned from what people say."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.common.files import replacing
from bot.understanding.models.lexical import Model

NOW, POSSIBLE, NEVER = "now", "possible", "never"
_DIGIT = re.compile(r"[1-9]")
_MODELS = ("answers", "cards", "follow_ups", "relief")


@dataclass(frozen=True, slots=True)
class DangerModel:
    """answers: now, possible or never; cards: which danger, of those that sentences were written for.

    follow_ups: what a message is once a card was shown. relief: whether it tells that the worst is over.
    """

    answers: Model
    cards: Model | None = None
    follow_ups: Model | None = None
    relief: Model | None = None

    def save(self, path: Path) -> None:
        """Write the model to a file, atomically."""
        arrays: dict[str, NDArray[Any]] = {}
        for name, model in zip(
            _MODELS, (self.answers, self.cards, self.follow_ups, self.relief), strict=True
        ):
            if model is None:
                continue
            names = json.dumps([model.labels, list(model.rows)], ensure_ascii=False).encode()
            arrays[f"{name}_names"] = np.frombuffer(names, dtype=np.uint8)
            arrays |= {f"{name}_idf": model.idf, f"{name}_weights": model.weights, f"{name}_bias": model.bias}
        with replacing(path) as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]


def load(path: Path) -> DangerModel | None:
    """The model in a file; None when the file is missing or unreadable."""
    try:
        with np.load(path) as data:
            cards, follow_ups, relief = (
                _read(data, name) if f"{name}_names" in data else None for name in _MODELS[1:]
            )
            return DangerModel(_read(data, "answers"), cards, follow_ups, relief)
    except (OSError, ValueError, KeyError):
        return None


def danger_features(features: Sequence[str]) -> list[str]:
    """The features without those that hold a digit but 0, which stands for any: which number it is says nothing of danger."""
    return [feature for feature in features if not _DIGIT.search(feature)]


def _read(data: Mapping[str, Any], name: str) -> Model:
    labels, features = json.loads(data[f"{name}_names"].tobytes())
    rows = {feature: row for row, feature in enumerate(features)}
    idf, weights, bias = (data[f"{name}_{part}"] for part in ("idf", "weights", "bias"))
    return Model(tuple(labels), rows, idf, weights, bias)
