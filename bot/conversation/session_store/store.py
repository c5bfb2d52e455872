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
from bot.conversation.session_store.leases import LockTimes, RenewalTasks, SharedRenewalTimer
from bot.conversation.session_store.lock_scripts import READ
from bot.conversation.session_store.queue_token import QueueToken
from bot.integrations.redis.script_runner import script_runner_of

log = structlog.get_logger()

_TIMES = LockTimes()
_RETRY_AFTER = timedelta(seconds=1)  # a server that failed is left alone for so long
_CALL_SECONDS = 1.5  # for each of a turn's two calls, which leaves time to answer
_PEEK_SECONDS = 0.2  # an emergency waits for it
_MIN_PAUSE_SECONDS, _MAX_PAUSE_SECONDS = 0.01, 0.1  # between two attempts to acquire


class LockedSession:
    """A resident's session, locked; load: reads what Redis had. fresh: there was none, or Redis is away."""

    def __init__(
        self, token: QueueToken, cipher: Cipher, user: str, load: Callable[[], Session | None]
    ) -> None:
        session = load()
        self.session = session or Session(user=user)
        self.fresh = session is None
        self._load = load
        self._token = token
        self._cipher = cipher

    @property
    def away(self) -> bool:
        """Whether Redis does not answer, so that nothing can be kept."""
        return self._token.away

    @property
    def messages_this_minute(self) -> int:
        """How many messages of the resident came within this minute, over all processes; 0 when Redis is away."""
        return self._token.messages_this_minute

    def reload(self) -> Session:
        """A new copy of the session as it was when it was locked."""
        return self._load() or Session(user=self.session.user)

    async def save(self) -> bool:
        """Save and unlock, in one step; once.

        False when it was not saved: Redis is away, or the lock was lost, because this turn stood still for
        longer than its lease and another turn owns the session now. No error, since what the turn wrote is
        committed and its reply is due; the records refuse the next write of an older session (StaleSession).
        """
        return await self._token.release(self._cipher.seal(dumps(self.session)), self.session.lifetime)


class SessionStore:
    """The sessions, sealed; each is kept for 24 hours (大字: three days) after its last turn.

    redis: from `integrations.redis.client.connect`. fast: calls to Redis in batches on one connection, one timer for all
    leases; else a call and a task for each. call_seconds: how long a call may take before Redis counts as away.
    When Redis does not answer (of a cluster: that node) it is left alone for a second at a time, so that turns stay
    quick.
    """

    def __init__(
        self,
        redis: Redis,
        cipher: Cipher,
        clock: Clock,
        times: LockTimes = _TIMES,
        *,
        fast: bool = True,
        call_seconds: float = _CALL_SECONDS,
    ) -> None:
        self._cipher = cipher
        self._clock = clock
        self._times = times
        self._renewer = SharedRenewalTimer(times) if fast else RenewalTasks(times)
        self._scripts = script_runner_of(redis, call_seconds, fast=fast)
        self._failed_at: dict[str, datetime] = {}
        self._process = f"{secrets.token_hex(8)}:"
        self._numbers = itertools.count()
        self._keys = lru_cache(maxsize=2048)(self._keys_of)
        self._queues: dict[str, _LocalQueue] = {}

    def __len__(self) -> int:
        """The number of residents whose turns are under way in this process."""
        return len(self._queues)

    def open(self, user: str) -> "_SessionLock":
        """Wait for the resident's earlier turns, lock, and load; unlocked at the end (`async with`). Not to be nested."""
        queue = self._queues.get(user)
        if queue is None:
            queue = self._queues[user] = _LocalQueue()
        token = QueueToken(
            self._run, self._keys(user), self._process, next(self._numbers), self._times, self._renewer
        )
        return _SessionLock(self, user, queue, token)

    async def peek(self, user: str) -> Session | None:
        """The session as it was saved last, whatever turns are under way; None where there is none, or none in time."""
        with suppress(SessionsAway, TimeoutError):
            async with asyncio.timeout(_PEEK_SECONDS):
                return self._unsealed(await self._run(READ, self._keys(user), ()))
        return None

    def locked(self, token: QueueToken, user: str, sealed: bytes | None) -> LockedSession:
        """The session, loaded; for `open`."""
        return LockedSession(token, self._cipher, user, partial(self._unsealed, sealed))

    def forget(self, user: str, queue: "_LocalQueue", token: QueueToken) -> None:
        """A turn has ended; for `open`."""
        queue.remove(token)
        if not queue.tokens:
            del self._queues[user]

    def _unsealed(self, sealed: bytes | None) -> Session | None:
        if sealed is None:
            return None
        try:
            session = loads(self._cipher.open(sealed))
        except ConfigError as error:
            log.warning("session_unreadable", reason=str(error))
            return None
        return aged(session, self._clock()) if session else None

    def _keys_of(self, user: str) -> Sequence[str]:
        tag = self._cipher.index("session", user)
        return [f"bot:{{{tag}}}:{name}" for name in ("session", "queue", "lease", "seen", "said")]

    async def _run(self, script: str, keys: Sequence[str], args: tuple[str | int | bytes, ...]) -> Any:
        server = self._scripts.server(keys[0])
        if (failed := self._failed_at.get(server)) is not None:
            now = self._clock()
            if timedelta() <= now - failed < _RETRY_AFTER:
                raise SessionsAway
            self._failed_at[server] = now  # this call tries whether it is back; the others do not wait for it
        try:
            answer = await self._scripts.run(script, keys, args)
        except (RedisError, OSError) as error:
            self._failed_at[server] = self._clock()
            log.warning("sessions_away", reason=type(error).__name__)
            raise SessionsAway from error
        self._failed_at.pop(server, None)
        return answer


class _LocalQueue:
    """The turns of one resident in this process.

    tokens: of those under way, the earliest first; turn: held during a turn, which orders the turns when Redis is away.
    """

    def __init__(self) -> None:
        self.tokens: list[QueueToken] = []
        self.arrival = asyncio.Lock()
        self.turn = asyncio.Lock()
        self._turn_ended: asyncio.Event | None = None

    def remove(self, token: QueueToken) -> None:
        """Wake the waiting turns: one has ended."""
        self.tokens.remove(token)
        if self._turn_ended is not None:
            self._turn_ended.set()
            self._turn_ended = None

    async def wait(self, seconds: float) -> None:
        """Wait for the end of a turn in this process, at most so long: the owner may be in another process."""
        self._turn_ended = self._turn_ended or asyncio.Event()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._turn_ended.wait(), seconds)


class _SessionLock:
    """Locks a session for `async with`; a class, since a generator-based context manager costs more."""

    def __init__(self, store: SessionStore, user: str, queue: _LocalQueue, token: QueueToken) -> None:
        self._store = store
        self._user = user
        self._queue = queue
        self._token = token
        queue.tokens.append(token)

    async def __aenter__(self) -> LockedSession:
        try:
            sealed = await self._acquire()
            await self._queue.turn.acquire()
        except BaseException:
            await self._release()
            raise
        try:
            return self._store.locked(self._token, self._user, sealed)
        except BaseException:
            await self.__aexit__()
            raise

    async def __aexit__(self, *_: object) -> None:
        self._queue.turn.release()
        await self._release()

    async def _acquire(self) -> bytes | None:
        try:
            sealed = await _acquire(self._token, self._queue)
        except SessionsAway:
            self._token.away = True
            return None
        self._token.keep_lease()
        return sealed

    async def _release(self) -> None:
        try:
            await self._token.release()
        finally:
            self._store.forget(self._user, self._queue, self._token)


async def _acquire(token: QueueToken, queue: _LocalQueue) -> bytes | None:
    """Wait until the token owns the session; the sealed session."""
    # Tokens join Redis's queue one at a time, else two connections could swap them.
    async with queue.arrival:
        acquired, sealed = await token.try_acquire(first_here=queue.tokens[0] is token)
    pause = _MIN_PAUSE_SECONDS
    while not acquired:
        await queue.wait(pause)
        pause = min(pause * 2, _MAX_PAUSE_SECONDS)
        acquired, sealed = await token.try_acquire(first_here=queue.tokens[0] is token)
    return sealed
