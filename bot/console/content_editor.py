"""Changing a content file from the console: the content is checked as a whole first, and every version is kept."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.common.errors import OrderRefused
from bot.common.files import write_whole
from bot.content.snapshot import Content
from bot.content.source import FOLDERS, Problem
from bot.services import load_content

MAX_LENGTH = 2_000_000
SHOWN_VERSIONS = 50


@dataclass(frozen=True, slots=True)
class FileVersion:
    """A kept version of a file. name: what to ask for it by; at, actor: when it was replaced, and by whom."""

    name: str
    at: str
    actor: str


@dataclass(frozen=True, slots=True)
class ContentEditor:
    """folder: holds intents/ and knowledge/; history: where versions are kept; check: every problem of such a folder."""

    folder: Path
    history: Path
    check: Callable[[Path], list[Problem]]

    def files(self) -> list[str]:
        """The paths of the files that the staff own."""
        files = (file for folder_name in FOLDERS for file in (self.folder / folder_name).rglob("*.yaml"))
        return sorted(str(file.relative_to(self.folder)) for file in files)

    def read(self, name: str) -> tuple[str, str]:
        """A file's text and its fingerprint, by which a save knows which version it changes."""
        text = self._path(name).read_text(encoding="utf-8")
        return text, fingerprint(text)

    def problems(self, name: str, text: str) -> list[Problem]:
        """What would be wrong with the content if the file had this text. OrderRefused: it cannot be checked."""
        with self._copy(name, text) as copy:
            return self.check(copy)

    def preview(self, name: str, text: str) -> tuple[list[Problem], Content | None]:
        """The problems, and the whole content if there are none, as they would be if the file had this text."""
        with self._copy(name, text) as copy:
            problems = self.check(copy)
            return problems, None if problems else load_content(copy).content

    def save(self, name: str, text: str, before: str, actor: str, now: datetime) -> list[Problem]:
        """Write the text if it is sound, and return what is wrong with it. before: fingerprint of what it replaces.

        OrderRefused: somebody else has changed the file meanwhile.
        """
        path = self._path(name)
        text = text.replace("\r\n", "\n")
        if len(text) > MAX_LENGTH:
            raise OrderRefused("文件太大了")
        old_text, current = self.read(name)
        if current != before:
            raise OrderRefused("别的同事刚改过这个文件，请重新打开再改")
        problems = self.problems(name, text)
        if not problems:
            self._keep_version(name, old_text, actor, now)
            write_whole(path, text)
        return problems

    def versions(self, name: str) -> list[FileVersion]:
        """What the file was before each change, the newest first."""
        folder = self.history / name
        files = sorted(folder.glob("*.yaml"), reverse=True) if folder.is_dir() else []
        return [_version(file) for file in files[:SHOWN_VERSIONS]]

    def version(self, name: str, version: str) -> str:
        """The text of a kept version. OrderRefused: there is none."""
        if version not in {kept.name for kept in self.versions(name)}:
            raise OrderRefused("没有这个版本")
        return (self.history / name / version).read_text(encoding="utf-8")

    def _keep_version(self, name: str, text: str, actor: str, now: datetime) -> None:
        folder = self.history / name
        folder.mkdir(parents=True, exist_ok=True)
        person = "".join(sign for sign in actor.removeprefix("staff:") if sign.isalnum()) or "x"
        number = sum(1 for _ in folder.iterdir())
        write_whole(folder / f"{now:%Y%m%d-%H%M%S}-{number:06d}-{person}.yaml", text)

    @contextmanager
    def _copy(self, name: str, text: str) -> Iterator[Path]:
        """A copy of the content's folder in which the file has this text."""
        self._path(name)
        with tempfile.TemporaryDirectory(prefix="content-") as folder:
            copy = Path(folder)
            for folder_name in FOLDERS:
                shutil.copytree(self.folder / folder_name, copy / folder_name)
            (copy / name).write_text(text, encoding="utf-8")
            yield copy

    def _path(self, name: str) -> Path:
        if name not in self.files():
            raise OrderRefused("没有这个文件")
        return self.folder / name


def fingerprint(text: str) -> str:
    """A short hash of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _version(file: Path) -> FileVersion:
    day, clock, _, actor = file.stem.split("-", 3)
    return FileVersion(file.name, f"{day[4:6]}-{day[6:]} {clock[:2]}:{clock[2:4]}", actor)
