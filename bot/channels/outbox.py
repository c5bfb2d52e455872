"""Notices that nobody asked for just now (a seat became free): from the records to the resident."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.errors import BotError, RecordsAway
from bot.message import Reply
from bot.records import notices
from bot.records.database import Database

log = structlog.get_logger()

PAUSE = 2.0  # seconds between two looks
BATCH = 50

Teller = Callable[[str, Sequence[Reply]], Awaitable[bool]]
"""(resident, replies) → did it reach them? False or BotError: it did not."""


class Keeper(Protocol):
    """Who keeps replies for the resident's next message."""

    async def park(self, user: str, replies: Sequence[Reply]) -> None: ...


class Outbox:
    """Tells residents at once where a channel can, and with their next message where it cannot.

    tellers: by channel, the part of a resident's id before the colon.
    """

    def __init__(
        self, database: Database, keeper: Keeper, tellers: Mapping[str, Teller], clock: Clock
    ) -> None:
        self._database = database
        self._keeper = keeper
        self._tellers = tellers
        self._clock = clock

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Look again and again until left."""
        task = asyncio.create_task(self._forever())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def once(self) -> int:
        """Deliver what is pending; how many there were.

        A notice is marked before it is told, by whoever marks it first: with several processes it is told once.
        """
        async with self._database.work() as work:
            waiting = await notices.pending(work, BATCH)
        for notice in waiting:
            async with self._database.work() as work:
                mine = await notices.delivered(work, notice.id, self._clock())
                await work.commit()
            if mine:
                await self._tell(notice.user, [Reply(notice.text)])
        return len(waiting)

    async def _tell(self, user: str, replies: Sequence[Reply]) -> None:
        teller = self._tellers.get(user.partition(":")[0])
        try:
            reached = teller is not None and await teller(user, replies)
        except BotError as error:
            log.info("notice_not_told", user=user, error=str(error))
            reached = False
        if not reached:
            await self._keeper.park(user, replies)

    async def _forever(self) -> None:
        while True:
            try:
                await self.once()
            except RecordsAway as error:
                log.warning("outbox_waits", error=str(error))
            await asyncio.sleep(PAUSE)
