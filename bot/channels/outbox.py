"""Notices that nobody asked for just now (a seat became free): from the records to the resident."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Protocol

import structlog

from bot.common.clock import Clock
from bot.common.errors import BotError, RecordsAway
from bot.common.message import Reply
from bot.storage import notices
from bot.storage.database import Database

log = structlog.get_logger()

PAUSE = 2.0  # seconds between two looks
BATCH = 50
CLAIM = timedelta(seconds=60)

Teller = Callable[[str, Sequence[Reply]], Awaitable[bool]]
"""(resident, replies) → did it reach them? False or BotError: it did not."""


class Keeper(Protocol):
    """Who keeps replies for the resident's next message; False when they cannot be kept just now."""

    async def park(self, user: str, replies: Sequence[Reply]) -> bool: ...


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
        """Deliver what is pending; how many were delivered.

        A notice is claimed, told, then marked: two processes do not both tell it, and one that dies in
        between leaves it to be told again when the claim has lapsed.
        """
        now = self._clock()
        async with self._database.work() as work:
            waiting = await notices.pending(work, BATCH, now)
        told = 0
        for notice in waiting:
            async with self._database.work() as work:
                mine = await notices.claim(work, notice.id, now, now + CLAIM)
                await work.commit()
            if mine and await self._told(notice.user, [Reply(notice.text)]):
                async with self._database.work() as work:
                    await notices.delivered(work, notice.id, self._clock())
                    await work.commit()
                told += 1
        return told

    async def _told(self, user: str, replies: Sequence[Reply]) -> bool:
        """Did it reach the resident, or is it kept for the next answer?"""
        teller = self._tellers.get(user.partition(":")[0])
        try:
            if teller is not None and await teller(user, replies):
                return True
        except BotError as error:
            log.info("notice_not_told", user=user, error=str(error))
        return await self._keeper.park(user, replies)

    async def _forever(self) -> None:
        while True:
            try:
                await self.once()
            except RecordsAway as error:
                log.warning("outbox_waits", error=str(error))
            await asyncio.sleep(PAUSE)
