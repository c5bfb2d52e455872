"""The database and the unit of work: one a turn, opened when first used, written whole or not at all."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self, TypeVar, TypeVarTuple

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.common.cipher import Cipher
from bot.common.errors import BotError, RecordsAway
from bot.storage.engine import IMMEDIATE, ON_LOST, make_engine, unreachable, writable
from bot.storage.fast.group_commit import Batch, BatchAborted, GroupCommit, Writing
from bot.storage.fast.single_flight_cache import SingleFlightCache
from bot.storage.limits import DatabaseLimits
from bot.storage.migrate import upgrade
from bot.storage.tables.turns import TurnRecord
from bot.storage.upsert import Prepared

_READY_SECONDS = 2
_DEFAULT_LIMITS = DatabaseLimits()

T = TypeVar("T")
W = TypeVar("W")
R = TypeVar("R")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the units of work of one process have in common."""

    engine: AsyncEngine
    cipher: Cipher
    writer: asyncio.Lock | None
    limits: DatabaseLimits
    recent: SingleFlightCache = field(default_factory=SingleFlightCache)
    queues: dict[Callable[..., Any], GroupCommit[Any, Any, Any]] = field(default_factory=dict)

    def queue(self, write: "Writing[UnitOfWork, W, R]") -> "GroupCommit[UnitOfWork, W, R]":
        """The queue of those who wish what this writes."""
        if write not in self.queues:
            self.queues[write] = GroupCommit(
                lambda: UnitOfWork(self, together=False), write, self.limits.batch_seconds
            )
        return self.queues[write]


class Database:
    """The durable truth.

    url: `sqlite+aiosqlite:///path` or `postgresql://…`; cipher: seals the columns of personal data.
    On SQLite the writers of this process queue in order of arrival: the file's own lock is a lottery.
    """

    def __init__(self, url: str, cipher: Cipher, limits: DatabaseLimits = _DEFAULT_LIMITS) -> None:
        self.cipher = cipher
        engine = make_engine(url, cipher, limits)
        writer = asyncio.Lock() if engine.dialect.name == "sqlite" else None
        self._shared = _Shared(engine, cipher, writer, limits)

    def work(self, *, together: bool = False) -> "UnitOfWork":
        """A unit of work; it costs nothing until it is used.

        together: it may share a transaction with others, and whoever uses it is ready to begin anew at Disbanded.
        """
        return UnitOfWork(self._shared, together=together)

    @property
    def engine(self) -> AsyncEngine:
        """The engine, for lists that only read."""
        return self._shared.engine

    @property
    def is_sqlite(self) -> bool:
        """Is it one file, for the processes of one machine?"""
        return self._shared.writer is not None

    async def migrate(self) -> None:
        """Bring the schema up to date; processes that start together do it one after the other."""
        await upgrade(self.engine)

    async def ready(self) -> bool:
        """Whether the database answers, has our tables and takes what is written."""
        try:
            async with asyncio.timeout(_READY_SECONDS), self.work() as work:
                session = await work.read()
                await session.execute(select(TurnRecord.id).limit(1))
                return await writable(session, self._shared.limits.free_bytes)
        except (BotError, SQLAlchemyError, TimeoutError):
            return False

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


class UnitOfWork:
    """What one turn reads and writes; leaving it without `commit` undoes it.

    RecordsAway comes from any method, and from any statement, when the database does not answer, is locked
    for five seconds or is full. What was written is lost then: nothing more goes through until `rollback`.
    When it comes from `commit`, the write may have happened: the message's row in `turns` tells a retry.
    Disbanded comes from any method once it is in a transaction with others (`together`).
    """

    def __init__(self, shared: _Shared, *, together: bool) -> None:
        self.cipher = shared.cipher
        self._shared = shared
        self._together = together
        self._batch: Batch | None = None
        self._session: AsyncSession | None = None
        self._writing = False
        self._wrote = False
        self._lost = False

    @property
    def wrote(self) -> bool:
        """Whether there is something to commit, or it has been committed."""
        return self._wrote and not self._lost

    async def read(self) -> AsyncSession:
        """The session; within a write it sees what was written."""
        self._check()
        return self._session or await self._begin(immediate=False)

    async def write(self) -> AsyncSession:
        """The session in the one write transaction, which begins here.

        What was read before may have changed since: read again what the write depends on.
        """
        self._check()
        if self._writing and self._session:
            return self._session
        # The read's connection goes back first: a crowd of readers that wait to write would hold them all.
        await self._end()
        await self._queue()
        self._writing = True
        session = await self._begin(immediate=True)
        self._wrote = True
        return session

    async def together(self, write: "Writing[UnitOfWork, W, R]", wish: W) -> R | None:
        """What the wish came to, written in one transaction with the wishes of other turns; None: do it alone.

        From here to the commit there is nothing more to read or write, but for a `last` row.
        """
        self._check()
        if not self._together or self._writing:
            return None
        await self._end()
        entered = await self._shared.queue(write).enter(wish)
        if entered is None:
            return None
        got, self._batch = entered
        self._wrote = True
        return got

    async def last(self, statement: Prepared, values: Mapping[str, Any]) -> bool:
        """Insert a row that nothing follows but the commit; False when the statement refuses it."""
        if self._batch is not None:
            self._batch.last(statement, values)
            return True
        session = await self.write()
        return await session.scalar(statement.on(session), values) is not None

    async def commit(self) -> None:
        """Make what was written durable; nothing if nothing was."""
        if self._batch is not None:
            await self._batch.commit()
            self._batch = None
            return
        self._check()
        if self._session and self._writing:
            await self._session.commit()
            self._shared.recent.changed()
        await self._end()

    async def recent(self, look: "Callable[[UnitOfWork, *Ts], Awaitable[T]]", *args: *Ts) -> T:
        """What `look` finds for everybody alike, as it was within the last second; at once after a commit here.

        look: a plain function, the same one each time; args: what it takes beside the unit of work, hashable.
        """
        if self._writing:
            return await look(self, *args)
        return await self._shared.recent.ask((look, args), lambda: look(self, *args))

    async def rollback(self) -> None:
        """Undo what was not committed."""
        batch, self._batch = self._batch, None
        if batch is not None:
            batch.leave()
        if self._writing or batch is not None:
            self._wrote = False
        self._lost = False
        await self._end()

    async def close(self) -> None:
        """Give the connection back, undoing what was not committed."""
        await self.rollback()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session or self._batch or self._writing or self._lost:  # most turns ask the records nothing
            await self.close()

    def _lose(self) -> None:
        self._lost = True

    def _check(self) -> None:
        # After a failed statement SQLite may be outside any transaction: the next one would commit itself.
        if self._lost:
            raise RecordsAway
        if self._batch is not None:
            raise BatchAborted

    async def _begin(self, *, immediate: bool) -> AsyncSession:
        self._session = AsyncSession(self._shared.engine, expire_on_commit=False)
        try:
            await self._session.connection(execution_options={IMMEDIATE: immediate, ON_LOST: self._lose})
        except unreachable(self._shared.engine) as error:
            await self._end()
            raise RecordsAway(f"the database cannot be reached: {type(error).__name__}") from error
        except BaseException:
            await self._end()
            raise
        return self._session

    async def _queue(self) -> None:
        if self._shared.writer is None:
            return
        try:
            async with asyncio.timeout(self._shared.limits.wait_seconds):
                await self._shared.writer.acquire()
        except TimeoutError:
            raise RecordsAway("the database was locked for too long") from None

    async def _end(self) -> None:
        session, self._session = self._session, None
        writing, self._writing = self._writing, False
        try:
            if session:
                await session.close()
        finally:
            if writing and self._shared.writer:
                self._shared.writer.release()
