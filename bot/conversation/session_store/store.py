"""Sessions in Redis: a resident's turns one after the other, over all processes; two round trips a turn."""

import asyncio
import itertools
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache, partial
from typing import Any

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.common.cipher import Cipher
from bot.common.clock import Clock
from bot.common.errors import ConfigError, SessionsAway
from bot.conversation.session import Session, aged, dumps, loads
from bot.conversation.session_store.queue_token import Leases, LockTimes, QueueToken
from bot.integrations.redis.cluster_scripts import scripts_of

log = structlog.get_logger()

_TIMES = LockTimes()
_AWAY = timedelta(seconds=1)
_CALL_SECONDS = 1.5  # twice in a turn, and there is time to answer
_PAUSE_SECONDS = (0.01, 0.1)


class LockedSession:
    """A resident's session, locked; found: reads the one that was there. fresh: none was, or Redis is away."""

    def __init__(
        self, ticket: QueueToken, cipher: Cipher, user: str, found: Callable[[], Session | None]
    ) -> None:
        session = found()
        self.session = session or Session(user=user)
        self.fresh = session is None
        self._found = found
        self._ticket = ticket
        self._vault = cipher

    @property
    def away(self) -> bool:
        """Whether Redis does not answer, so that nothing can be kept."""
        return self._ticket.away

    @property
    def said(self) -> int:
        """How many messages of the resident came within this minute, over all processes; 0 when nobody knows."""
        return self._ticket.said

    def loaded(self) -> Session:
        """The session once more as it was when it was locked."""
        return self._found() or Session(user=self.session.user)

    async def save(self) -> bool:
        """Save and unlock, in one step; once.

        False when it was not saved: Redis is away, or the lock was lost, because this turn stood still for
        longer than its lease and another turn owns the session now. No error, since what the turn wrote is
        committed and its reply is due; the records refuse the next write of an older session (StaleSession).
        """
        return await self._ticket.leave(self._vault.seal(dumps(self.session)), self.session.lifetime)


class SessionStore:
    """The sessions, sealed; each is kept for 24 hours (大字: three days) after its last turn.

    redis: from `redis_client.connect`.
    When Redis does not answer (of a cluster: that node) it is left alone for a second at a time, so that turns stay
    quick.
    """

    def __init__(self, redis: Redis, cipher: Cipher, clock: Clock, times: LockTimes = _TIMES) -> None:
        self._vault = cipher
        self._clock = clock
        self._leases = Leases(times)
        self._scripts = scripts_of(redis, _CALL_SECONDS)
        self._failed_at: dict[str, datetime] = {}
        self._mark = f"{secrets.token_hex(8)}:"
        self._numbers = itertools.count()
        self._keys = lru_cache(maxsize=2048)(self._keys_of)
        self._residents: dict[str, _Resident] = {}

    def __len__(self) -> int:
        """Of how many residents turns are under way in this process."""
        return len(self._residents)

    def open(self, user: str) -> "_Opening":
        """Wait for the resident's earlier turns, lock, and load; unlocked at the end (`async with`). Not to be nested."""
        resident = self._residents.get(user)
        if resident is None:
            resident = self._residents[user] = _Resident()
        ticket = QueueToken(self._call, self._keys(user), self._mark, next(self._numbers), self._leases)
        return _Opening(self, user, resident, ticket)

    def held(self, ticket: QueueToken, user: str, sealed: bytes | None) -> LockedSession:
        """The session, read; for `open`."""
        return LockedSession(ticket, self._vault, user, partial(self._opened, sealed))

    def left(self, user: str, resident: "_Resident", ticket: QueueToken) -> None:
        """A turn has ended; for `open`."""
        resident.left(ticket)
        if not resident.tickets:
            del self._residents[user]

    def _opened(self, sealed: bytes | None) -> Session | None:
        if sealed is None:
            return None
        try:
            found = loads(self._vault.open(sealed))
        except ConfigError as error:
            log.warning("session_unreadable", reason=str(error))
            return None
        return aged(found, self._clock()) if found else None

    def _keys_of(self, user: str) -> Sequence[str]:
        tag = self._vault.index("session", user)
        return [f"bot:{{{tag}}}:{name}" for name in ("session", "queue", "lease", "seen", "said")]

    async def _call(self, script: str, keys: Sequence[str], args: tuple[str | int | bytes, ...]) -> Any:
        server = self._scripts.server(keys[0])
        if (failed := self._failed_at.get(server)) is not None:
            now = self._clock()
            if timedelta() <= now - failed < _AWAY:
                raise SessionsAway
            self._failed_at[server] = now  # one asks whether it is back; meanwhile the others do not wait
        try:
            answer = await self._scripts.run(script, keys, args)
        except (RedisError, OSError) as error:
            self._failed_at[server] = self._clock()
            log.warning("sessions_away", reason=type(error).__name__)
            raise SessionsAway from error
        self._failed_at.pop(server, None)
        return answer


class _Resident:
    """The turns of one resident in this process.

    tickets: of those under way, the earliest first; turn: held in a turn, which is what orders them without Redis.
    """

    def __init__(self) -> None:
        self.tickets: list[QueueToken] = []
        self.arrival = asyncio.Lock()
        self.turn = asyncio.Lock()
        self._left: asyncio.Event | None = None

    def left(self, ticket: QueueToken) -> None:
        """Wake those who wait: a turn has ended."""
        self.tickets.remove(ticket)
        if self._left is not None:
            self._left.set()
            self._left = None

    async def wait(self, seconds: float) -> None:
        """Wait for the end of a turn here, or so long (it may be in another process)."""
        self._left = self._left or asyncio.Event()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._left.wait(), seconds)


class _Opening:
    """A session that is about to be locked: as an `async with`, which costs less than a generator's."""

    def __init__(self, store: SessionStore, user: str, resident: _Resident, ticket: QueueToken) -> None:
        self._store = store
        self._user = user
        self._resident = resident
        self._ticket = ticket
        resident.tickets.append(ticket)

    async def __aenter__(self) -> LockedSession:
        try:
            sealed = await self._admitted()
            await self._resident.turn.acquire()
        except BaseException:
            await self._left()
            raise
        try:
            return self._store.held(self._ticket, self._user, sealed)
        except BaseException:
            await self.__aexit__()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._resident.turn.release()
        await self._left()

    async def _admitted(self) -> bytes | None:
        try:
            sealed = await _admitted(self._ticket, self._resident)
        except SessionsAway:
            self._ticket.away = True
            return None
        self._ticket.hold()
        return sealed

    async def _left(self) -> None:
        try:
            await self._ticket.leave()
        finally:
            self._store.left(self._user, self._resident, self._ticket)


async def _admitted(ticket: QueueToken, resident: _Resident) -> bytes | None:
    # Tickets are drawn one at a time, else two connections could turn the order of arrival round.
    async with resident.arrival:
        mine, sealed = await ticket.enter(first=resident.tickets[0] is ticket)
    pause, longest = _PAUSE_SECONDS
    while not mine:
        await resident.wait(pause)
        pause = min(pause * 2, longest)
        mine, sealed = await ticket.enter(first=resident.tickets[0] is ticket)
    return sealed
