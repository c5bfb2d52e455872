"""A turn's place in the queue of its resident: the first in the queue owns the session."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import Any

from bot.common.errors import SessionsAway
from bot.conversation.session import DRAFT
from bot.conversation.session_store.leases import LeaseRenewer, LockTimes
from bot.conversation.session_store.lock_scripts import ACQUIRE, RELEASE, RENEW

RunScript = Callable[[str, Sequence[str], tuple[str | int | bytes, ...]], Awaitable[Any]]
"""(script, the resident's keys, arguments) → the script's answer; raises SessionsAway."""


class QueueToken:
    """A place in the queue of one resident, over all processes.

    keys: of the resident, in Redis; process: how the tokens of this process begin; number: unique in it.
    away: Redis does not answer; released: the place has been given back; messages_this_minute: of the resident.
    """

    def __init__(
        self,
        run: RunScript,
        keys: Sequence[str],
        process: str,
        number: int,
        times: LockTimes,
        renewer: LeaseRenewer,
    ) -> None:
        self.away = False
        self.released = False
        self.messages_this_minute = 0
        self._run_script = run
        self._keys = keys
        self._process = process
        self._token = f"{process}{number}"
        self._times = times
        self._renewer = renewer

    async def try_acquire(self, *, first_here: bool) -> tuple[bool, bytes | None]:
        """Whether the token owns the session now, and then the sealed session, if there is one.

        first_here: no earlier turn of this resident is under way in this process, so whatever stands before this
        token in the name of this process is left over from a failure, and is removed.
        """
        answer = await self._run(ACQUIRE, self._process if first_here else "")
        if not answer[0]:
            return False, None
        _, sealed, self.messages_this_minute = answer
        return True, sealed

    def keep_lease(self) -> None:
        """Renew the lease until the place is given back, or is lost, or the turn hangs."""
        self._renewer.keep(self)

    async def renew(self) -> bool:
        """Extend the lease; False when another turn owns the session."""
        with suppress(SessionsAway):  # Redis may be back before the lease ends
            return bool(await self._run(RENEW))
        return True

    async def release(self, sealed: bytes = b"", lifetime: timedelta = DRAFT) -> bool:
        """Save this session for its lifetime (b"": save nothing) and give the place back; True when it was still ours."""
        if self.released:
            return False
        self.released = True
        self._renewer.release(self)
        if self.away:
            return False
        try:
            return bool(await self._run(RELEASE, sealed, int(lifetime / timedelta(milliseconds=1))))
        except SessionsAway:
            self.away = True
            return False

    async def _run(self, script: str, *args: str | int | bytes) -> Any:
        times = (self._times.lease_ms, self._times.stale_ms)
        return await self._run_script(script, self._keys, (self._token, *times, *args))
