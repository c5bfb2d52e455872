"""How the staff review messages that were not understood: they are labelled, and become phrases."""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from bot.common.clock import Clock
from bot.common.errors import ContentError, OrderRefused
from bot.content.edit import add_phrase
from bot.storage import reviews
from bot.storage.database import Database
from bot.storage.reviews import Review
from bot.storage.shared_statuses import ReviewStatus
from bot.storage.transitions import TransitionRefused


@dataclass(frozen=True, slots=True)
class PhraseReview:
    """A staff member's work on messages that were not understood. actor: who; labels: what one can mean."""

    database: Database
    folder: Path
    clock: Clock
    actor: str
    labels: Collection[str]

    async def listed(self, status: ReviewStatus = ReviewStatus.OPEN, limit: int = 50) -> list[Review]:
        """The messages with this status, the most frequent first."""
        async with self.database.work() as work:
            return await reviews.with_status(work, status, limit)

    async def label(self, row: int, label: str) -> None:
        """Say what a message means. OrderRefused for a label that does not exist."""
        if label not in self.labels:
            raise OrderRefused(f"没有「{label}」这个意思，看看 intents/")
        await self._settle(row, ReviewStatus.LABELLED, label)

    async def dismiss(self, row: int) -> None:
        """Set aside a message from which nothing can be learned."""
        await self._settle(row, ReviewStatus.DISMISSED, "")

    async def reopen(self, row: int) -> None:
        """Take a label back: the message waits again."""
        await self._settle(row, ReviewStatus.OPEN, "")

    async def write(self) -> list[tuple[Review, str]]:
        """Turn the labelled messages into phrases; each with its file and line, or why it was not added."""
        written = []
        for review in await self.listed(ReviewStatus.LABELLED, limit=1000):
            try:
                file, line = await asyncio.to_thread(add_phrase, self.folder, review.label, review.text)
                where = f"{file}:{line}"
            except ContentError as error:
                where = str(error)
            await self._settle(review.id, ReviewStatus.WRITTEN, review.label)
            written.append((review, where))
        return written

    async def _settle(self, row: int, status: ReviewStatus, label: str) -> None:
        async with self.database.work() as work:
            try:
                await reviews.set_status(work, row, status, label, self.actor, self.clock())
            except TransitionRefused:
                raise OrderRefused(f"{row}号这句话已经有同事处理过了") from None
            await work.commit()
