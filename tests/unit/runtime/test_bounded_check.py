"""Unsaved content is checked in a process that may not take more than its memory and its time."""

import shutil
import sys
from pathlib import Path

import pytest

from bot.common.errors import OrderRefused
from bot.runtime.bounded_check import check_in_subprocess
from tests.stage import ROOT

GREEDY = """
import time
from pathlib import Path
from bot.runtime import bounded_check

def greedy(folder, load=bounded_check.load_content):
    {what}
    return load(folder)

bounded_check.CPU_SECONDS = 4
bounded_check.load_content = greedy
bounded_check._main(Path({folder!r}))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("intents", "knowledge"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def test_problems_come_back_with_file_and_line(folder: Path) -> None:
    assert check_in_subprocess(folder) == []
    (folder / "knowledge/courses.yaml").write_text("a: &a [x]\nb: [*a, *a]\n", encoding="utf-8")
    problems = [str(problem) for problem in check_in_subprocess(folder)]
    assert any(problem.startswith("knowledge/courses.yaml:1: 不能用 & 和 *") for problem in problems)


@pytest.mark.parametrize(
    "what", ["[0] * (1 << 28)", "while time.process_time() < 8: pass"], ids=["memory", "time"]
)
def test_what_takes_too_much_is_ended_and_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    script = folder / "greedy.py"
    script.write_text(f"#!{sys.executable}\n{GREEDY.format(what=what, folder=str(folder))}", encoding="utf-8")
    script.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(script))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with pytest.raises(OrderRefused, match="太多"):
        check_in_subprocess(folder)
