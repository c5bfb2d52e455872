"""The model is trained in another process, and here when that does not work."""

from pathlib import Path

import pytest

from bot.content.loader import Content
from bot.trainer import train_apart
from bot.understanding.pipeline import Understanding
from tests.stage import ROOT


def _not_here(self: Understanding, cache_dir: Path | None) -> None:
    raise AssertionError("trained in the process that answers")


def test_trained_apart_and_found(content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Understanding, "_trained", _not_here)
    apart = Understanding(content, cache_dir=tmp_path, apart=lambda: train_apart(ROOT, tmp_path))
    assert apart.parse("我想报名学家政").intent == "training.enrol"
    again = Understanding(content, cache_dir=tmp_path)
    assert again.parse("我家着火了").emergency


def test_what_cannot_be_trained_apart_is_trained_here(content: Content, tmp_path: Path) -> None:
    nowhere = tmp_path / "no content"
    kept = tmp_path / "cache"
    kept.mkdir()
    understood = Understanding(content, cache_dir=kept, apart=lambda: train_apart(nowhere, kept))
    assert understood.parse("我想报名学家政").intent == "training.enrol"
