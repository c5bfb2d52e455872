"""Work outside conversations: what skills do every minute, and what the staff decide."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.content.loader import Content
from bot.dialogue.skill import Errand, Order, Skill
from bot.dialogue.wording import Wording
from bot.errors import OrderRefused, RecordsAway
from bot.records.database import Database, UnitOfWork
from bot.records.retention import Retention

log = structlog.get_logger()

PAUSE = 60.0  # seconds between two rounds


class Voice(Protocol):
    """The content that is in force, and its words."""

    @property
    def content(self) -> Content: ...
    @property
    def words(self) -> Wording: ...


@dataclass(slots=True)
class Chores:
    """Does the skills' chores, each in a transaction of its own: one that fails holds no other up."""

    skills: Sequence[Skill]
    database: Database
    voice: Callable[[], Voice]
    clock: Clock
    kept: Retention = field(default_factory=Retention)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """A round every minute until left."""
        task = asyncio.create_task(self._forever())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def once(self) -> None:
        """One round."""
        for skill in self.skills:
            for chore in skill.chores:
                async with self.database.work() as work:
                    await chore(self._errand(work, "bot"))
                    await work.commit()

    async def order(self, kind: str, order: Order, actor: str) -> str:
        """Carry out what the staff decide; the line that tells them. OrderRefused says why not."""
        desk = next((skill.desks[kind] for skill in self.skills if kind in skill.desks), None)
        if desk is None:
            known = sorted(name for skill in self.skills for name in skill.desks)
            raise OrderRefused(f"there is no desk for {kind}; known: {', '.join(known)}")
        async with self.database.work() as work:
            line = await desk(self._errand(work, actor), order)
            await work.commit()
        return line

    def _errand(self, work: UnitOfWork, actor: str) -> Errand:
        voice = self.voice()
        return Errand(voice.content, voice.words, work, self.clock(), actor, self.kept)

    async def _forever(self) -> None:
        while True:
            await asyncio.sleep(PAUSE)
            try:
                await self.once()
            except RecordsAway as error:
                log.warning("chores_wait", error=str(error))
            except Exception:
                log.exception("chore_failed")
