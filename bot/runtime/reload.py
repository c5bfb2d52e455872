"""Changed content goes live by itself: checked, then swapped in whole; broken content leaves the old in force."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import structlog

from bot.content.check_intents import Expected
from bot.content.checks import check
from bot.content.snapshot import Content
from bot.content.source import Problem
from bot.content.watch import Stamp, stamp
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.say.wording import Wording
from bot.runtime.trainer import train_in_subprocess
from bot.services import load_content
from bot.understanding.pipeline import Understanding

log = structlog.get_logger()

_UNDERSTOOD = ("intents", "acts", "danger", "after_card", "lexicon", "alarms", "names")


def understood_alike(content: Content, other: Content) -> bool:
    """Whether both hold the same phrases and names: then what is understood stays, and only what is said changes."""
    return all(getattr(content, part) == getattr(other, part) for part in _UNDERSTOOD)


@dataclass(slots=True)
class Reloader:
    """Watches a folder and hands each sound new content to `swap`.

    New content answers at once with the model of the old one, which knows most of it; `train` then makes its own
    model, and meanwhile the next change goes live as quickly.

    files: how the files stood when the content in force was read. problems: what is wrong with the newest ones.
    """

    folder: Path
    cache_dir: Path
    snapshot: Callable[[], ContentSnapshot]
    swap: Callable[[ContentSnapshot], None]
    expected: Expected
    files: Stamp
    problems: list[Problem] = field(default_factory=list)

    async def take_changes(self) -> None:
        """Read the files if one has changed, and take them if they are sound."""
        files = await asyncio.to_thread(stamp, self.folder)
        if files != self.files:
            await self._take()
            self.files = files

    async def train(self) -> None:
        """Train the model of content that an older model still answers for."""
        provisional = self.snapshot()
        if not provisional.understanding.provisional:
            return
        trained = await asyncio.to_thread(self._trained, provisional)
        current = self.snapshot()
        if understood_alike(current.content, provisional.content):  # not changed again meanwhile
            self.swap(ContentSnapshot(current.content, trained, current.words))
            log.info("content_learnt", phrases=len(trained.phrases))

    async def _take(self) -> None:
        loaded = await asyncio.to_thread(load_content, self.folder)
        self.problems = await asyncio.to_thread(check, loaded, self.expected)
        if self.problems or loaded.content is None:
            log.error("content_refused", problems=[str(problem) for problem in self.problems[:20]])
            return
        content, snapshot = loaded.content, self.snapshot()
        understanding = snapshot.understanding
        if not understood_alike(content, snapshot.content):
            understanding = await asyncio.to_thread(self._provisional, content, understanding)
        self.swap(ContentSnapshot(content, understanding, Wording(content.replies)))
        log.info("content_live", phrases=len(understanding.phrases))

    def _provisional(self, content: Content, like: Understanding) -> Understanding:
        return Understanding(content, cache_dir=self.cache_dir, previous=like)

    def _trained(self, provisional: ContentSnapshot) -> Understanding:
        return Understanding(
            provisional.content,
            cache_dir=self.cache_dir,
            segmenter=provisional.understanding.segmenter,
            semantics=provisional.understanding.semantics,
            train_elsewhere=partial(train_in_subprocess, self.folder, self.cache_dir),
        )
