"""Changed content is in force at once, also while a model is being trained on an earlier change."""

import asyncio
import shutil
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.content.shared.courses import COURSES
from bot.content.snapshot import Content
from bot.content.watch import stamp
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.say.wording import Wording
from bot.runtime import reload
from bot.runtime.reload import Reloader
from bot.runtime.snapshot_loading import expected
from tests.stage import ROOT

OPINION = object()


class Trainings:
    """Stands for `Understanding`: quick when it is like another, else it waits until it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.done = 0

    def __call__(
        self, content: Content, *, previous: Any = None, semantics: object = None, **_: object
    ) -> Any:
        if previous is None:
            assert self.go.wait(60)
            self.done += 1
        opinion = previous.semantics if previous else semantics
        return SimpleNamespace(
            provisional=previous is not None, phrases=(), segmenter=None, semantics=opinion, acts=None
        )


class Files:
    """Content in a folder that may be changed."""

    def __init__(self, folder: Path) -> None:
        for room in ("intents", "knowledge"):
            shutil.copytree(ROOT / room, folder / room)
        self._courses = folder / "knowledge" / "courses.yaml"
        self._replies = folder / "intents" / "replies" / "dialog.yaml"

    def alias(self, name: str) -> None:
        """Another name for a course: something to learn."""
        text = self._courses.read_text(encoding="utf-8")
        self._courses.write_text(text.replace("插花班,", f"{name}, 插花班,"), encoding="utf-8")

    def reply(self) -> None:
        """Another word for goodbye: nothing to learn."""
        text = self._replies.read_text(encoding="utf-8")
        self._replies.write_text(text.replace("您慢走", "一路平安"), encoding="utf-8")


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> Trainings:
    stands = Trainings()
    monkeypatch.setattr(reload, "Understanding", stands)
    return stands


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


class Held:
    """A process with content, and its reloader; learning: the training that goes on beside what a test does."""

    learning: asyncio.Task[None]

    def __init__(self, content: Content, folder: Path) -> None:
        old: Any = SimpleNamespace(provisional=False, phrases=(), semantics=OPINION, acts=None)
        self.snapshot = ContentSnapshot(content, old, Wording(content.replies))
        self.reloader = Reloader(folder, folder, lambda: self.snapshot, self._swap, expected(), stamp(folder))

    def _swap(self, snapshot: ContentSnapshot) -> None:
        self.snapshot = snapshot

    def knows(self, alias: str) -> bool:
        return any(alias in course.aliases for course in self.snapshot.content.part(COURSES))

    async def learn(self) -> None:
        """Train until no older model answers any more."""
        async with asyncio.timeout(60):
            while self.snapshot.understanding.provisional:
                await self.reloader.train()


@pytest.fixture
async def held(content: Content, tmp_path: Path, trainings: Trainings, files: Files) -> Held:
    """A process in which another name for a course is being learnt."""
    process = Held(content, tmp_path)
    files.alias("箍桶")
    await process.reloader.take_changes()
    process.learning = asyncio.create_task(process.learn())
    return process


async def test_a_change_does_not_wait_for_the_training_of_another(
    held: Held, trainings: Trainings, files: Files
) -> None:
    files.alias("修伞")
    await held.reloader.take_changes()
    assert held.knows("箍桶")
    assert held.knows("修伞")
    assert trainings.done == 0
    trainings.go.set()
    await held.learning
    assert held.knows("修伞")
    assert held.snapshot.understanding.semantics is OPINION


async def test_a_reply_changed_during_the_training_keeps_both(
    held: Held, trainings: Trainings, files: Files
) -> None:
    files.reply()
    await held.reloader.take_changes()
    trainings.go.set()
    await held.learning
    assert trainings.done == 1
    assert "一路平安" in held.snapshot.content.replies["dialog.bye"]
    assert held.knows("箍桶")
