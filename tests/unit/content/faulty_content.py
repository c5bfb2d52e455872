"""A copy of the repository's content in which a test plants a fault."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.content.checks import check
from bot.content.loader import Loaded
from bot.content.stale import outdated, stale
from bot.runtime.snapshot_loading import expected
from bot.services import load_content
from tests.stage import ROOT

TODAY = date(2026, 11, 24)


@dataclass(frozen=True)
class Planted:
    """The copy: `put` replaces the first occurrence of a text, `line` finds one."""

    folder: Path

    def put(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def line(self, file: str, text: str, *, last: bool = False) -> int:
        lines = (self.folder / file).read_text(encoding="utf-8").splitlines()
        found = [number for number, line in enumerate(lines, 1) if text in line]
        return found[-1 if last else 0]

    def loaded(self) -> Loaded:
        return load_content(self.folder)

    def problems(self) -> list[str]:
        return [str(problem) for problem in check(self.loaded(), expected())]

    def outdated(self, today: date = TODAY) -> list[str]:
        return [str(problem) for problem in outdated(self.loaded(), today)]

    def stale(self, today: date = TODAY) -> list[str]:
        return [str(problem) for problem in stale(self.loaded(), today)]


@pytest.fixture
def planted(tmp_path: Path) -> Planted:
    """The repository's own content, to be spoilt."""
    for folder in ("intents", "knowledge"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return Planted(tmp_path)
