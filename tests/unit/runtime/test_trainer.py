"""The model is trained in another process, or in this one when that fails."""

import fcntl
import os
import re
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.content.snapshot import Content
from bot.runtime.trainer import train_in_subprocess
from bot.understanding.models import lexical
from bot.understanding.pipeline import Understanding


def _not_here(*features: object) -> None:
    raise AssertionError("trained in the process that answers")


def test_trained_apart_and_found(
    small_content: Content, small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexical, "train", _not_here)
    apart = Understanding(
        small_content, cache_dir=tmp_path, train_elsewhere=lambda: train_in_subprocess(small_folder, tmp_path)
    )
    assert apart.parse("我想报名学家政").intent == "training.enrol"
    again = Understanding(small_content, cache_dir=tmp_path)
    assert again.parse("我家着火了").emergency


def test_what_cannot_be_trained_apart_is_trained_here(small_content: Content, tmp_path: Path) -> None:
    nowhere = tmp_path / "no content"
    kept = tmp_path / "cache"
    kept.mkdir()
    understood = Understanding(
        small_content, cache_dir=kept, train_elsewhere=lambda: train_in_subprocess(nowhere, kept)
    )
    assert understood.parse("我想报名学家政").intent == "training.enrol"


def test_of_several_who_ask_one_trains(small_content: Content, small_folder: Path, tmp_path: Path) -> None:
    made, cache = tmp_path / "made", tmp_path / "cache"
    made.mkdir()
    cache.mkdir()
    Understanding(small_content, cache_dir=made)
    [model] = made.glob("model-*.npz")
    with (cache / "training.lock").open("w") as lock, ThreadPoolExecutor(1) as server:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another is at it
        asked = server.submit(train_in_subprocess, small_folder, cache)
        waits = re.compile(rf"-> FLOCK .*:{os.fstat(lock.fileno()).st_ino} ")
        while not waits.search(Path("/proc/locks").read_text()):
            assert not asked.done(), "it did not wait"
            time.sleep(0.01)
        for file in made.glob("*.npz"):
            shutil.copy(file, cache)
        os.utime(cache / model.name, (1, 1))
        fcntl.flock(lock, fcntl.LOCK_UN)
        asked.result()
    assert (cache / model.name).stat().st_mtime == 1
