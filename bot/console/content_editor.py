"""Changing a content file from the console: checked as a whole before it is written, every version kept."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.common.errors import OrderRefused
from bot.common.files import write_whole
from bot.content.loader import Loaded
from bot.content.snapshot import Content
from bot.content.source import FOLDERS, Problem
from bot.services import load_content

MOST = 2_000_000


@dataclass(frozen=True, slots=True)
class Version:
    """A kept version: name is what to ask for it by."""

    name: str
    at: str
    actor: str


@dataclass(frozen=True, slots=True)
class ContentEditor:
    """folder: holds intents/ and knowledge/; history: where versions are kept; checked: every problem of a loaded tree."""

    folder: Path
    history: Path
    checked: Callable[[Loaded], list[Problem]]

    def files(self) -> list[str]:
        """The files that the staff own, by their paths."""
        found = (file for room in FOLDERS for file in (self.folder / room).rglob("*.yaml"))
        return sorted(str(file.relative_to(self.folder)) for file in found)

    def read(self, name: str) -> tuple[str, str]:
        """A file's text and its mark, by which a save knows what it changes."""
        text = self._path(name).read_text(encoding="utf-8")
        return text, mark(text)

    def problems(self, name: str, text: str) -> list[Problem]:
        """What would be wrong with the content if this file said that."""
        return self.tried(name, text)[0]

    def tried(self, name: str, text: str) -> tuple[list[Problem], Content | None]:
        """What would be wrong, and the whole content as it would be then."""
        self._path(name)
        with tempfile.TemporaryDirectory(prefix="content-") as made:
            for room in FOLDERS:
                shutil.copytree(self.folder / room, Path(made) / room)
            (Path(made) / name).write_text(text, encoding="utf-8")
            loaded = load_content(Path(made))
            return self.checked(loaded), loaded.content

    def save(self, name: str, text: str, before: str, actor: str, now: datetime) -> list[Problem]:
        """Write it if it is sound; else what is wrong. OrderRefused: somebody else has changed it since `before`."""
        path = self._path(name)
        text = text.replace("\r\n", "\n")
        if len(text) > MOST:
            raise OrderRefused("文件太大了")
        old, kept = self.read(name)
        if kept != before:
            raise OrderRefused("别的同事刚改过这个文件，请重新打开再改")
        found = self.problems(name, text)
        if not found:
            self._keep(name, old, actor, now)
            write_whole(path, text)
        return found

    def versions(self, name: str) -> list[Version]:
        """What the file was before each change, the newest first."""
        folder = self.history / name
        found = sorted(folder.glob("*.yaml"), reverse=True) if folder.is_dir() else []
        return [Version(file.name, *_named(file.stem)) for file in found[:50]]

    def version(self, name: str, version: str) -> str:
        """The text of a kept version. OrderRefused: there is none."""
        if version not in {one.name for one in self.versions(name)}:
            raise OrderRefused("没有这个版本")
        return (self.history / name / version).read_text(encoding="utf-8")

    def _keep(self, name: str, text: str, actor: str, now: datetime) -> None:
        folder = self.history / name
        folder.mkdir(parents=True, exist_ok=True)
        who = "".join(sign for sign in actor.removeprefix("staff:") if sign.isalnum()) or "x"
        number = sum(1 for _ in folder.iterdir())
        write_whole(folder / f"{now:%Y%m%d-%H%M%S}-{number:06d}-{who}.yaml", text)

    def _path(self, name: str) -> Path:
        if name not in self.files():
            raise OrderRefused("没有这个文件")
        return self.folder / name


def mark(text: str) -> str:
    """A short print of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _named(stem: str) -> tuple[str, str]:
    day, clock, _, actor = stem.split("-", 3)
    return f"{day[4:6]}-{day[6:]} {clock[:2]}:{clock[2:4]}", actor
