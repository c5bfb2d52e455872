"""One turn's place in its resident's queue: entered, owned, renewed, given back."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.common.errors import SessionsAway
from bot.conversation.session import DRAFT
from bot.conversation.session_store.scripts import ENTER, LEAVE, RENEW

# (script, the resident's keys, arguments) → the script's answer; raises SessionsAway.
Call = Callable[[str, Sequence[str], tuple[str | int | bytes, ...]], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class LockTimes:
    """lease: how long a process that died keeps its resident waiting. stale: after which a silent waiter is dropped.

    most_leases: an owner that takes longer than so many leases hangs, and is given up.
    """

    lease: timedelta = timedelta(seconds=10)
    stale: timedelta = timedelta(seconds=3)
    most_leases: int = 6


class QueueToken:
    """A place in the queue of one resident.

    keys: of the resident, in Redis; mark: how the tokens of this process begin; number: nobody else's in it.
    away: Redis does not answer; left: the place has been given back; said: messages within this minute.
    """

    def __init__(self, call: Call, keys: Sequence[str], mark: str, number: int, leases: "Leases") -> None:
        self.away = False
        self.left = False
        self.said = 0
        self._call = call
        self._keys = keys
        self._leases = leases
        self._mark = mark
        self._token = f"{mark}{number}"
        self._renewals = 0
        self._renewing: asyncio.Task[None] | None = None

    async def enter(self, *, first: bool) -> tuple[bool, bytes | None]:
        """Whether it is our turn, and then the sealed session, if there is one.

        first: no earlier turn of this resident is under way in this process, so that nobody waits for one that is over.
        """
        answer = await self._run(ENTER, self._mark if first else "")
        if not answer[0]:
            return False, None
        _, sealed, self.said = answer
        return True, sealed

    async def leave(self, sealed: bytes = b"", kept: timedelta = DRAFT) -> bool:
        """Give the place back, saving this first, to be kept so long; True when it was still ours."""
        if self.left:
            return False
        self.left = True
        self._let_go()
        if self.away:
            return False
        try:
            return bool(await self._run(LEAVE, sealed, int(kept / timedelta(milliseconds=1))))
        except SessionsAway:
            self.away = True
            return False

    def hold(self) -> None:
        """Keep the lease until the place is given back, or it is lost, or the turn hangs."""
        self._leases.keep(self)

    def renew(self) -> None:
        """Say that we are still at it; to be called thrice in a lease."""
        self._renewals += 1
        if self._renewals > self._leases.times.most_leases * 3:
            self._leases.let_go(self)
        elif self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._renew())

    async def _renew(self) -> None:
        with suppress(SessionsAway):  # it may be back before the lease ends
            if not await self._run(RENEW):
                self._leases.let_go(self)

    def _let_go(self) -> None:
        self._leases.let_go(self)
        if self._renewing:
            self._renewing.cancel()

    async def _run(self, script: str, *args: str | int | bytes) -> Any:
        return await self._call(
            script, self._keys, (self._token, self._leases.lease_ms, self._leases.stale_ms, *args)
        )


class Leases:
    """The leases of the turns that are under way, renewed together: a timer for each turn would cost more than most need."""

    def __init__(self, times: LockTimes) -> None:
        self.times = times
        self.lease_ms = int(times.lease / timedelta(milliseconds=1))
        self.stale_ms = int(times.stale / timedelta(milliseconds=1))
        self._pause = times.lease.total_seconds() / 3
        self._kept: dict[QueueToken, None] = {}
        self._timer: asyncio.TimerHandle | None = None

    def keep(self, ticket: QueueToken) -> None:
        """Renew it from now on."""
        self._kept[ticket] = None
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._pause, self._renew)

    def let_go(self, ticket: QueueToken) -> None:
        """Renew it no more."""
        self._kept.pop(ticket, None)

    def _renew(self) -> None:
        self._timer = None
        for ticket in list(self._kept):
            ticket.renew()
        if self._kept:
            self._timer = asyncio.get_running_loop().call_later(self._pause, self._renew)
