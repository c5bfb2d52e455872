"""What the staff make of messages that were not understood: labelled, and turned into phrases."""

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


@dataclass(frozen=True, slots=True)
class PhraseReview:
    """What the staff do with messages that were not understood. actor: who does it; labels: what one can mean."""

    database: Database
    folder: Path
    clock: Clock
    actor: str
    labels: Collection[str]

    async def listed(self, status: str = reviews.OPEN, limit: int = 50) -> list[Review]:
        """The messages with this status, the most frequent first."""
        async with self.database.work() as work:
            return await reviews.listed(work, status, limit)

    async def label(self, row: int, label: str) -> None:
        """Say what a message means. OrderRefused for a label that does not exist."""
        if label not in self.labels:
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
