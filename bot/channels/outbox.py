"""Notices outside a conversation (a seat became free): from the records to the resident."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Protocol

import structlog

from bot.common.clock import Clock
from bot.common.errors import ChannelError, RecordsAway
from bot.common.message import Address, Channel, Reply
from bot.storage import notices
from bot.storage.database import Database
from bot.storage.notices import Notice

log = structlog.get_logger()

BATCH = 50
CLAIM = timedelta(seconds=60)
SET_ASIDE = timedelta(hours=1)  # for a notice that no key opens: the key may be brought back

Notify = Callable[[str, Sequence[Reply]], Awaitable[bool]]
"""(resident, replies) → whether the channel delivered them; ChannelError when it refused them."""


class Keeper(Protocol):
    """Keeps replies for the resident's next message; False when they cannot be kept just now."""

    async def park(self, user: str, replies: Sequence[Reply]) -> bool: ...


class Outbox:
    """Delivers notices at once where a channel can, and with the resident's next message where it cannot.

    notify: by channel; those that are missing cannot tell anybody unasked.
    """

    def __init__(
        self, database: Database, keeper: Keeper, notify: Mapping[Channel, Notify], clock: Clock
    ) -> None:
        self._database = database
        self._keeper = keeper
        self._notify = notify
        self._clock = clock

    async def deliver_pending(self) -> int:
        """Deliver the oldest notices that are due; how many were delivered.

        A notice is claimed, delivered, then marked: two processes never deliver the same one at once, and after a
        crash it is delivered when the claim has lapsed. One that fails holds no other up. RecordsAway.
        """
        async with self._database.work() as work:
            pending = await notices.pending(work, BATCH, self._clock())
        delivered = 0
        for notice in pending:
            try:
                delivered += await self._deliver(notice)
            except RecordsAway:
                raise
            except Exception:
                log.exception("notice_failed", notice=notice.id, user=notice.user)
        return delivered

    async def _deliver(self, notice: Notice) -> bool:
        now = self._clock()
        until = now + (SET_ASIDE if notice.text is None else CLAIM)
        async with self._database.work() as work:
            claimed = await notices.claim(work, notice.id, now, until)
            await work.commit()
        if not claimed:
            return False
        if notice.text is None:
            log.error("notice_unreadable", notice=notice.id, user=notice.user)
            return False
        if not await self._reached(notice.user, [Reply(notice.text)]):
            return False
        async with self._database.work() as work:
            await notices.delivered(work, notice.id, self._clock())
            await work.commit()
        return True

    async def _reached(self, user: str, replies: Sequence[Reply]) -> bool:
        """Whether the resident has read it, or will with the next answer."""
        notify = self._notify.get(Address.parse(user).channel)
        try:
            if notify is not None and await notify(user, replies):
                return True
        except ChannelError as error:
            log.info("notice_not_told", user=user, error=str(error))
        return await self._keeper.park(user, replies)
