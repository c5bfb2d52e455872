"""Changed content goes live by itself: checked, then swapped in whole; broken content leaves the old in force."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import structlog

from bot.content.checks import Expected, check
from bot.content.loader import Content, load
from bot.content.source import Problem
from bot.content.watch import stamp
from bot.conversation.engine import ContentSnapshot
from bot.conversation.say.wording import Wording
from bot.runtime.trainer import train_in_subprocess
from bot.understanding.pipeline import Understanding

log = structlog.get_logger()

PAUSE = 0.3  # seconds between two looks: what is saved is live within two seconds


_UNDERSTOOD = ("intents", "lexicon", "alarms", "courses", "tips", "clubs", "venues", "teams", "events")


def understood_alike(one: Content, other: Content) -> bool:
    """Do both hold the same phrases and names? Then what is understood does not change, only what is said."""
    return all(getattr(one, part) == getattr(other, part) for part in _UNDERSTOOD)


@dataclass(slots=True)
class Reloader:
    """Watches a folder and hands each sound new content to `swap`; problems: what is wrong with the newest files.

    New content answers at once with the model of the old one, which knows most of it; the model that is
    trained on it follows when it is ready, and meanwhile the next change goes live as quickly.
    """

    folder: Path
    cache_dir: Path
    snapshot: Callable[[], ContentSnapshot]
    swap: Callable[[ContentSnapshot], None]
    expected: Expected
    problems: list[Problem] = field(default_factory=list)
    _learning: set[asyncio.Task[None]] = field(default_factory=set)
    _one_learns: asyncio.Lock = field(default_factory=asyncio.Lock)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look again and again until left."""
        task = asyncio.create_task(self._forever())
        try:
            yield
        finally:
            for one in (task, *self._learning):
                one.cancel()
            await asyncio.gather(task, *self._learning, return_exceptions=True)

    async def once(self) -> None:
        """Read the files and take them if they are sound."""
        loaded = await asyncio.to_thread(load, self.folder)
        self.problems = await asyncio.to_thread(check, loaded, self.expected)
        if self.problems or loaded.content is None:
            log.error("content_refused", problems=[str(problem) for problem in self.problems[:20]])
            return
        content = loaded.content
        snapshot = self.snapshot()
        old = snapshot.understanding
        if understood_alike(content, snapshot.content):
            self.swap(ContentSnapshot(content, old, Wording(content.replies)))
            log.info("content_live", phrases=len(old.phrases))
            return
        fresh = await asyncio.to_thread(lambda: Understanding(content, cache_dir=self.cache_dir, like=old))
        self.swap(ContentSnapshot(content, fresh, Wording(content.replies)))
        log.info("content_live", phrases=len(fresh.phrases))
        if fresh.provisional:
            task = asyncio.create_task(self._learn(content, fresh))
            self._learning.add(task)
            task.add_done_callback(self._learning.discard)

    async def _learn(self, content: Content, fresh: Understanding) -> None:
        async with self._one_learns:
            if not self._asks(content):  # changed again while another was trained
                return
            trained = await asyncio.to_thread(
                lambda: Understanding(
                    content,
                    cache_dir=self.cache_dir,
                    segmenter=fresh.segmenter,
                    semantics=fresh.semantics,
                    apart=partial(train_in_subprocess, self.folder, self.cache_dir),
                )
            )
            if self._asks(content):
                now = self.snapshot()
                self.swap(ContentSnapshot(now.content, trained, now.words))
                log.info("content_learnt", phrases=len(trained.phrases))

    def _asks(self, content: Content) -> bool:
        """Is what is in force still understood as this is?"""
        return understood_alike(self.snapshot().content, content)

    async def _forever(self) -> None:
        seen = await asyncio.to_thread(stamp, self.folder)
        while True:
            await asyncio.sleep(PAUSE)
            now = await asyncio.to_thread(stamp, self.folder)
            if now != seen:
                seen = now
                await self.once()
