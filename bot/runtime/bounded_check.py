"""Checks content that an editor has not saved yet, in a subprocess with bounds on memory and time."""

import json
import os
import resource
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path

import structlog

from bot.common.errors import OrderRefused
from bot.content.checks import check
from bot.content.source import Problem
from bot.runtime.snapshot_loading import expected
from bot.services import load_content

log = structlog.get_logger()

MEMORY_BYTES = 1 << 30  # of address space; our content takes 0.25 GiB
CPU_SECONDS = 30  # our content takes 2.5
_SECONDS = 60  # on a machine that is busy
_WAIT_SECONDS = 30
_ROOT = Path(__file__).parents[2]
_NICE = 10  # answers to residents have priority

_one_at_a_time = threading.Lock()


def check_in_subprocess(folder: Path) -> list[Problem]:
    """Every problem of the content in this folder. OrderRefused: the check took too much, or others wait for theirs."""
    if not _one_at_a_time.acquire(timeout=_WAIT_SECONDS):
        raise OrderRefused("同事们都在检查，请过一会儿再存")
    try:
        output = _output(folder)
    finally:
        _one_at_a_time.release()
    return [Problem(**fields) for fields in json.loads(output)]


def _output(folder: Path) -> str:
    command = [sys.executable, "-m", "bot.runtime.bounded_check", str(folder.resolve())]
    try:
        process = subprocess.run(  # noqa: S603 - our own program
            command,
            cwd=_ROOT,
            env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
            check=True,
            timeout=_SECONDS,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("content_check_stopped", reason=str(error)[:200])
        raise OrderRefused("检查它要的时间或内存太多，请改短、改简单一点") from None
    return process.stdout


def _main(folder: Path) -> None:
    os.nice(_NICE)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    problems = check(load_content(folder), expected())
    json.dump([asdict(problem) for problem in problems], sys.stdout)


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
