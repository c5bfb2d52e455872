"""One answer per message id, in time: a retry joins the running turn, and an answer that is late is sent afterwards."""

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

from bot.channels.response_timer import ResponseTimer
from bot.common.errors import ChannelError
from bot.common.message import Address, Kind, Message, Reply
from bot.conversation.engine import TurnResult

log = structlog.get_logger()

T = TypeVar("T")

MOST_KEPT = 1000
CLAIM_SECONDS = 600
CLOSE_SECONDS = 9.0
# No resident waits for an answer to these; WeChat may report a location every five seconds.
_UNASKED = frozenset({Kind.UNSUBSCRIBE, Kind.VIEW, Kind.OTHER, Kind.ACCOUNT_CLOSED})


class EngineLike(Protocol):
    """Answers messages; `park` keeps what could not be delivered, False when that is not possible either."""

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


class _Route(StrEnum):
    """How a message's answer reaches the resident."""

    LATE = "late"  # sent by the process that claimed it
    REPEATED = "repeated"  # as the response to a retry


@dataclass(slots=True, eq=False)
class _Run:
    """A message's turn in this process.

    task: while it runs, or when it failed. result: when it is over.
    late: its budget ended first, and the resident has been told that the answer will come.
    """

    task: asyncio.Task[TurnResult] | None
    result: TurnResult | None = None
    late: bool = False


class Deduplicator(Generic[T]):
    """Stands between a channel that repeats its requests and the engine.

    send(id, answer): sends to a resident by their id on this channel; ChannelError.
    timer: waits for a turn until its response is due. coming: the notice that the answer will come later.
    render: replies as what the channel sends. apology: the answer when the engine raises; without it the error goes
    on to the server. kept: answers of finished turns that stay in memory for retries.
    Requests are matched by message, never by resident: a second question has its own answer while a first is slow.
    """

    def __init__(
        self,
        engine: EngineLike,
        send: Callable[[str, T], Awaitable[None]],
        redis: Redis,
        timer: ResponseTimer,
        coming: Callable[[], T],
        render: Callable[[Sequence[Reply]], T],
        apology: Callable[[], str] | None = None,
        kept: KeptAnswers = _KEPT,
    ) -> None:
        self._engine = engine
        self._send = send
        self._timer = timer
        self._coming = coming
        self._render = render
        self._apology = apology
        self._kept = kept
        self._claims = _Claims(redis)
        self._runs: dict[str, _Run] = {}
        self._ended: deque[tuple[float, str]] = deque()
        self._deliveries: set[asyncio.Task[None]] = set()
        self._sending: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def answer(self, message: Message, started: float) -> T | None:
        """The response to this request, None for none; `started` is loop.time() at its arrival.

        The turn goes on when the request is cancelled. A retry of a message whose answer is late gets the notice
        too, in every process.
        """
        run = self._runs.get(message.id) or self._start(message)
        deadline = started + self._timer.seconds
        if run.task and not run.late and not await self._timer.ended(run.task, deadline):
            self._deliver_later(message, run)
        if run.late:
            return self._notice(message)
        result = self._result(message, run)
        if not result.replies:
            return None
        if result.repeated and await self._is_late_elsewhere(message.id, deadline):
            return self._notice(message)
        return self._render(result.replies)

    async def close(self, seconds: float = CLOSE_SECONDS) -> None:
        """Wait for running turns and late deliveries, so long at most."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while unfinished := self._unfinished():
            left = deadline - loop.time()
            if left <= 0:
                log.warning("closed_with_answers_due", count=len(unfinished))
                return
            await asyncio.wait(unfinished, timeout=left)

    def _notice(self, message: Message) -> T | None:
        return None if message.kind in _UNASKED else self._coming()

    def _result(self, message: Message, run: _Run) -> TurnResult:
        """The finished turn's result; the apology where it failed."""
        if run.result is not None:
            return run.result
        assert run.task is not None, "without a result there is a task"
        try:
            return run.task.result()
        except Exception:
            log.exception("turn_raised", user=message.user)
            if self._apology is None:
                raise
            return TurnResult((Reply(self._apology()),))

    def _unfinished(self) -> set[asyncio.Task[TurnResult] | asyncio.Task[None]]:
        return {run.task for run in self._runs.values() if run.task} | self._deliveries

    def _start(self, message: Message) -> _Run:
        self._forget_old()
        task = asyncio.get_running_loop().create_task(self._engine.turn(message))
        run = self._runs[message.id] = _Run(task)
        task.add_done_callback(lambda task: self._finish(message.id, run, task))
        return run

    def _finish(self, message_id: str, run: _Run, task: asyncio.Task[TurnResult]) -> None:
        if task.cancelled() or task.exception():
            del self._runs[message_id]  # a retry tries again
        else:
            run.result, run.task = task.result(), None
            self._ended.append((asyncio.get_running_loop().time(), message_id))

    def _forget_old(self) -> None:
        now = asyncio.get_running_loop().time()
        while self._ended:
            since, oldest = self._ended[0]
            if now - since < self._kept.seconds and len(self._ended) <= self._kept.most:
                break
            self._ended.popleft()
            del self._runs[oldest]

    def _deliver_later(self, message: Message, run: _Run) -> None:
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
        """Send the answer unless another process does; what cannot be sent is said before the next answer."""
        if await self._claims.first(message.id, _Route.LATE) is not None:
            return
        if run.task:
            await asyncio.wait({run.task})
        replies = self._result(message, run).replies
        if not replies:
            return
        in_order = self._sending.setdefault(message.user, asyncio.Lock())
        async with in_order:  # two late answers arrive in the order of their questions
            try:
                await self._send(Address.parse(message.user).id, self._render(replies))
            except ChannelError as error:
                log.info("late_answer_parked", user=message.user, errcode=error.code)
                if await self._engine.park(message.user, replies) is False:
                    log.error("late_answer_lost", user=message.user)  # noqa: TRY400 - what failed is logged above

    async def _is_late_elsewhere(self, message_id: str, deadline: float) -> bool:
        """Whether the first request for this message ran out of time in another process."""
        try:
            async with asyncio.timeout_at(deadline):
                return await self._claims.first(message_id, _Route.REPEATED) is _Route.LATE
        except TimeoutError:
            return False


class _Claims:
    """Who claims a message first decides how its answer is delivered: over all processes while Redis answers."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._process = secrets.token_hex(8)
        self._known: dict[str, _Route] = {}

    async def first(self, message_id: str, route: _Route) -> _Route | None:
        """Claim the message. None: it is ours now; else the route that was claimed before."""
        if (claimed := self._known.get(message_id)) is not None:
            return claimed
        before = await self._claimed_before(f"late:{message_id}", route)
        if len(self._known) >= MOST_KEPT:
            del self._known[next(iter(self._known))]
        self._known[message_id] = before or route
        return before

    async def _claimed_before(self, key: str, route: _Route) -> _Route | None:
        claim = f"{route}:{self._process}".encode()
        try:
            if await self._redis.set(key, claim, nx=True, ex=CLAIM_SECONDS):
                return None
            # redis-py sends a command again when a connection breaks: the stored claim may be our own.
            stored = await self._redis.get(key)
        except (RedisError, OSError) as error:
            log.warning("claims_away", reason=type(error).__name__)
            return None
        if stored is None or stored == claim:
            return None
        return _Route(stored.decode().partition(":")[0])
