"""Trains the models of the repository's own content into pytest's cache: `python -m tests.models`.

`make test` does it before the tests, beside the checks of the code: else each worker trains for itself, within the time of a test.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.services import load_content
from bot.understanding.pipeline import Understanding

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".pytest_cache" / "d" / "understanding"


@contextmanager
def trained_by_one(cache: Path) -> Iterator[None]:
    """Of several workers one trains; the others wait, and load its models."""
    with (cache / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def train() -> None:
    """Train what is not in the cache yet."""
    content = load_content(ROOT).content
    if content is None:
        return  # the tests say what is wrong with it
    CACHE.mkdir(parents=True, exist_ok=True)
    with trained_by_one(CACHE):
        Understanding(content, cache_dir=CACHE)


def lay_models(cache: Path) -> None:
    """Lay what is in the cache into that of a process of ours, the models as links: they are fifty megabytes.

    A model's file is never changed, only replaced.
    """
    cache.mkdir(parents=True, exist_ok=True)
    for file in CACHE.glob("*") if CACHE.is_dir() else ():
        laid = cache / file.name
        if laid.exists():
            continue
        if file.suffix == ".npz":
            with suppress(OSError):  # another file system
                os.link(file, laid)
                continue
        shutil.copyfile(file, laid)


if __name__ == "__main__":
    train()
