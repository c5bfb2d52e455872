"""A head tells which answer is meant, with a probability, and is the same after it was written to a file."""

from pathlib import Path

import numpy as np

from bot.understanding.models import answer_head
from bot.understanding.models.answer_head import NONE

VECTORS = np.array([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9], [-1, 0], [-0.9, -0.1]], dtype=np.float32)
LABELS = ("fee", "fee", "place", "place", NONE, NONE)


def test_it_learns_what_it_was_shown() -> None:
    head = answer_head.train(VECTORS, LABELS)
    for vector, label in zip(VECTORS, LABELS, strict=True):
        found, probability = head.likeliest(vector)
        assert found == label
        assert 0.5 < probability <= 1


def test_between_two_it_is_unsure() -> None:
    _, probability = answer_head.train(VECTORS, LABELS).likeliest(np.array([0.7, 0.7], dtype=np.float32))
    assert probability < 0.9


def test_a_file_holds_it(tmp_path: Path) -> None:
    head = answer_head.train(VECTORS, LABELS)
    answer_head.save({"enrol": head}, tmp_path / "heads.npz")
    read = answer_head.load(tmp_path / "heads.npz")["enrol"]
    assert read.labels == head.labels
    assert np.allclose(read.weights, head.weights, rtol=1e-2)


def test_no_file_or_a_broken_one_holds_none(tmp_path: Path) -> None:
    (tmp_path / "broken.npz").write_bytes(b"not a zip")
    assert answer_head.load(tmp_path / "none.npz") == {}
    assert answer_head.load(tmp_path / "broken.npz") == {}
