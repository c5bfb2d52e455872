"""The learning loop: what was not understood goes from the turns to the records, and from there to phrases."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.content.edit import add_phrase
from bot.content.labels import LABELS
from bot.dialogue.evidence import Witness
from bot.dialogue.tally import Tally
from bot.errors import ContentError, OrderRefused, RecordsAway
from bot.records import reviews, usage
from bot.records.database import Database
from bot.records.reviews import NewReview, Review

log = structlog.get_logger()

PAUSE = 5.0  # seconds between two writes; a killed process loses no more of the evidence than that


@dataclass(slots=True)
class Notebook:
    """Writes down what the witness saw, and how much was said."""

    witness: Witness
    tally: Tally
    database: Database
    clock: Clock

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Write again and again until left, and a last time then."""
        task = asyncio.create_task(self._forever())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await self._safely()

    async def once(self) -> int:
        """Write what was seen since the last time; how many messages."""
        seen, counted, now = self.witness.drain(), self.tally.drain(), self.clock()
        if seen or counted:
            async with self.database.work() as work:
                rows = [NewReview(one.text, one.reason.value, one.intent, one.chosen) for one in seen]
                await reviews.add(work, rows, now)
                numbers = dict(Counter(one.reason.value for one in seen))
                if counted:
                    numbers |= {**counted.outcomes, usage.MILLISECONDS: counted.milliseconds}
                await usage.add(work, now.date(), numbers, counted.users if counted else ())
                await work.commit()
        return len(seen)

    async def _forever(self) -> None:
        while True:
            await asyncio.sleep(PAUSE)
            await self._safely()

    async def _safely(self) -> None:
        try:
            await self.once()
        except RecordsAway as error:
            log.warning("evidence_lost", error=str(error))


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What the staff do with it; actor: who."""

    database: Database
    folder: Path
    clock: Clock
    actor: str

    async def listed(self, status: str = reviews.OPEN, limit: int = 50) -> list[Review]:
        """The messages with this status, the most frequent first."""
        async with self.database.work() as work:
            return await reviews.listed(work, status, limit)

    async def label(self, row: int, label: str) -> None:
        """Say what a message means. OrderRefused for a label that does not exist."""
        if label not in LABELS:
            raise OrderRefused(f"没有「{label}」这个意思，看看 intents/")
        await self._settle(row, reviews.LABELLED, label)

    async def dismiss(self, row: int) -> None:
        """A message that teaches nothing."""
        await self._settle(row, reviews.DISMISSED, "")

    async def reopen(self, row: int) -> None:
        """A label was a mistake: the message waits again."""
        await self._settle(row, reviews.OPEN, "")

    async def write(self) -> list[tuple[Review, str]]:
        """Turn the labelled messages into phrases; each with where it stands now, or why it does not."""
        written = []
        for one in await self.listed(reviews.LABELLED, limit=1000):
            try:
                file, line = await asyncio.to_thread(add_phrase, self.folder, one.label, one.text)
                where = f"{file}:{line}"
            except ContentError as error:
                where = str(error)
            await self._settle(one.id, reviews.WRITTEN, one.label)
            written.append((one, where))
        return written

    async def _settle(self, row: int, status: str, label: str) -> None:
        async with self.database.work() as work:
            await reviews.settle(work, row, status, label, self.actor, self.clock())
            await work.commit()
