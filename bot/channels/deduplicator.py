"""One answer per message id, in time: join the running turn, say in time that the answer is coming, bring it later."""

import asyncio
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar
from weakref import WeakValueDictionary

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.channels.deadlines import Deadlines
from bot.common.errors import ChannelError
from bot.common.message import Address, Kind, Message, Reply
from bot.conversation.engine import TurnResult

log = structlog.get_logger()

T = TypeVar("T")

MOST_KEPT = 1000
CLAIM_SECONDS = 600
CLOSE_SECONDS = 9.0
# Nobody waits for an answer to these; WeChat may report a place every five seconds.
_UNASKED = frozenset({Kind.UNSUBSCRIBE, Kind.VIEW, Kind.OTHER})


class EngineLike(Protocol):
    """What answers, and keeps what could not be delivered (False: not even that)."""

    async def turn(self, message: Message) -> TurnResult: ...

    async def park(self, user: str, replies: Sequence[Reply]) -> bool | None: ...


@dataclass(frozen=True, slots=True)
class KeptAnswers:
    """How long, and how many, answers of finished turns stay in memory; sessions and records hold the older ones.

    seconds: WeChat repeats within 15. most: more would slow each turn down, because memory that was freed long ago
    has left the processor's cache.
    """

    seconds: float = 60.0
    most: int = 200


_KEPT = KeptAnswers()


class _Way(StrEnum):
    """How a message's answer reaches the resident."""

    LATE = "late"  # sent by the process that claimed it
    REPEATED = "repeated"  # as the response to a retry


@dataclass(slots=True, eq=False)
class _Run:
    """A message's turn in this process.

    task: while it runs, or when it failed; turned: what it came to. late: its budget ended before it did, the resident
    knows.
    """

    task: asyncio.Task[TurnResult] | None
    turned: TurnResult | None = None
    late: bool = False


class Deduplicator(Generic[T]):
    """Stands between a channel that repeats its requests and the engine.

    send(id, answer): sends to a resident by their id on this channel; ChannelError.
    budget: seconds from a request's arrival to its response. coming: the notice that the answer is coming.
    plain: replies as what the channel sends. sorry: what is said when the engine raises; without it the error goes
    on to the server.
    kept: how long, and how many, answers of finished turns stay in memory for retries.
    The key is the message, never the resident: another question during a slow one has its own answer.
    """

    def __init__(
        self,
        engine: EngineLike,
        send: Callable[[str, T], Awaitable[None]],
        redis: Redis,
        budget: float,
        coming: Callable[[], T],
        plain: Callable[[Sequence[Reply]], T],
        sorry: Callable[[], str] | None = None,
        kept: KeptAnswers = _KEPT,
    ) -> None:
        self._engine = engine
        self._send = send
        self._budget = budget
        self._coming = coming
        self._plain = plain
        self._sorry = sorry
        self._kept = kept
        self._claims = _Claims(redis)
        self._deadlines = Deadlines()
        self._runs: dict[str, _Run] = {}
        self._ended: deque[tuple[float, str]] = deque()
        self._deliveries: set[asyncio.Task[None]] = set()
        self._sending: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def answer(self, message: Message, started: float) -> T | None:
        """What to say to this request, None for nothing; `started` is loop.time() at its arrival.

        The turn goes on when the request is cancelled. A retry of a message whose answer comes late gets the
        notice too, in every process.
        """
        run = self._runs.get(message.id) or self._start(message)
        deadline = started + self._budget
        if run.task and not run.late and not await self._deadlines.ended(run.task, deadline):
            self._bring_later(message, run)
        if run.late:
            return self._notice(message)
        turned = self._outcome(message, run)
        if not turned.replies:
            return None
        if turned.repeated and await self._comes_late(message.id, deadline):
            return self._notice(message)
        return self._plain(turned.replies)

    async def close(self, seconds: float = CLOSE_SECONDS) -> None:
        """Wait for running turns and late deliveries, so long at most."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while busy := self._busy():
            left = deadline - loop.time()
            if left <= 0:
                log.warning("closed_with_answers_due", count=len(busy))
                return
            await asyncio.wait(busy, timeout=left)

    def _notice(self, message: Message) -> T | None:
        return None if message.kind in _UNASKED else self._coming()

    def _outcome(self, message: Message, run: _Run) -> TurnResult:
        """What the finished turn came to; a failed one is said to have failed."""
        if run.turned is not None:
            return run.turned
        assert run.task is not None, "it runs, or it has come to something"
        try:
            return run.task.result()
        except Exception:
            log.exception("turn_raised", user=message.user)
            if self._sorry is None:
                raise
            return TurnResult((Reply(self._sorry()),))

    def _busy(self) -> set[asyncio.Task[TurnResult] | asyncio.Task[None]]:
        return {run.task for run in self._runs.values() if run.task} | self._deliveries

    def _start(self, message: Message) -> _Run:
        self._forget_old()
        task = asyncio.get_running_loop().create_task(self._engine.turn(message))
        run = self._runs[message.id] = _Run(task)
        task.add_done_callback(lambda task: self._keep(message.id, run, task))
        return run

    def _keep(self, message_id: str, run: _Run, task: asyncio.Task[TurnResult]) -> None:
        if task.cancelled() or task.exception():
            del self._runs[message_id]  # a retry tries again
        else:
            run.turned, run.task = task.result(), None
            self._ended.append((asyncio.get_running_loop().time(), message_id))

    def _forget_old(self) -> None:
        now = asyncio.get_running_loop().time()
        while self._ended:
            since, oldest = self._ended[0]
            if now - since < self._kept.seconds and len(self._ended) <= self._kept.most:
                break
            self._ended.popleft()
            del self._runs[oldest]

    def _bring_later(self, message: Message, run: _Run) -> None:
        if run.late:
            return
        run.late = True
        task = asyncio.create_task(self._deliver(message, run))
        self._deliveries.add(task)
        task.add_done_callback(self._delivered)

    def _delivered(self, task: asyncio.Task[None]) -> None:
        self._deliveries.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("late_answer_lost", exc_info=error)

    async def _deliver(self, message: Message, run: _Run) -> None:
        """Bring the answer unless another process does; what cannot be sent is said before the next answer."""
        if await self._claims.first(message.id, _Way.LATE) is not None:
            return
        if run.task:
            await asyncio.wait({run.task})
        replies = self._outcome(message, run).replies
        if not replies:
            return
        turn = self._sending.setdefault(message.user, asyncio.Lock())
        async with turn:  # two late answers of a resident arrive in the order of the questions
            try:
                await self._send(Address.parse(message.user).id, self._plain(replies))
            except ChannelError as error:
                log.info("late_answer_parked", user=message.user, errcode=error.code)
                if await self._engine.park(message.user, replies) is False:
                    log.error("late_answer_lost", user=message.user)  # noqa: TRY400 - what failed is logged above

    async def _comes_late(self, message_id: str, deadline: float) -> bool:
        """Whether the first of these requests ran out of time, here or elsewhere."""
        try:
            async with asyncio.timeout_at(deadline):
                return await self._claims.first(message_id, _Way.REPEATED) is _Way.LATE
        except TimeoutError:
            return False


class _Claims:
    """The first to claim a message decides how its answer comes; over all processes when Redis answers."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._me = secrets.token_hex(8)
        self._known: dict[str, _Way] = {}

    async def first(self, message_id: str, way: _Way) -> _Way | None:
        """Claim it. None: it is ours now; else the way that was claimed before."""
        if (known := self._known.get(message_id)) is not None:
            return known
        before = await self._before(f"late:{message_id}", way)
        if len(self._known) >= MOST_KEPT:
            del self._known[next(iter(self._known))]
        self._known[message_id] = before or way
        return before

    async def _before(self, key: str, way: _Way) -> _Way | None:
        mine = f"{way}:{self._me}".encode()
        try:
            if await self._redis.set(key, mine, nx=True, ex=CLAIM_SECONDS):
                return None
            # A command is sent again when a connection breaks: what stands there may be our own.
            found = await self._redis.get(key)
        except (RedisError, OSError) as error:
            log.warning("claims_away", reason=type(error).__name__)
            return None
        if found is None or found == mine:
            return None
        return _Way(found.decode().partition(":")[0])
