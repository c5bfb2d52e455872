"""The learning loop: what was not understood goes from the turns to the records, and from there to phrases."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import structlog

from bot.common.clock import Clock
from bot.common.errors import RecordsAway
from bot.conversation.feedback import FeedbackCollector
from bot.conversation.usage_counter import UsageCounter
from bot.storage import reviews, usage
from bot.storage.database import Database
from bot.storage.reviews import NewReview

log = structlog.get_logger()

PAUSE = 5.0  # seconds between two writes; a killed process loses no more of the evidence than that


@dataclass(slots=True)
class FeedbackWriter:
    """Writes down what the witness saw, and how much was said."""

    feedback: FeedbackCollector
    usage_counter: UsageCounter
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
        seen, counted, now = self.feedback.drain(), self.usage_counter.drain(), self.clock()
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
