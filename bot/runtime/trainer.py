"""Trains the model in a subprocess: it takes ten seconds of a core and 250 MB, which the server keeps for residents."""

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import structlog

from bot.services import load_content
from bot.understanding.pipeline import Understanding

log = structlog.get_logger()

_ROOT = Path(__file__).parents[2]
_SECONDS = 600  # 100,000 phrases take two minutes
_NICE = 10  # answers to residents have priority


def train_in_subprocess(folder: Path, cache_dir: Path) -> None:
    """Train the folder's content into the cache. A failure is logged, and leaves the training to the caller."""
    command = [sys.executable, "-m", "bot.runtime.trainer", str(folder.resolve()), str(cache_dir.resolve())]
    try:
        subprocess.run(  # noqa: S603 - our own program
            command,
            cwd=_ROOT,
            check=True,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C stops the server, not the training
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("not_trained_apart", reason=str(error))


def _train(folder: Path, cache_dir: Path) -> None:
    os.nice(_NICE)
    content = load_content(folder).content
    if content is None:  # a change since then broke it
        sys.exit(1)
    with (cache_dir / "training.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of several processes one trains, and the others load its model
        Understanding(content, cache_dir=cache_dir)


if __name__ == "__main__":
    _train(*map(Path, sys.argv[1:]))
