"""The unit of work: what one turn reads and writes, opened when first used, committed whole or not at all."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar, TypeVarTuple

from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from bot.common.cipher import Cipher
from bot.common.errors import RecordsAway
from bot.storage.commit_strategy import Batch, BatchAborted, CommitStrategy, GroupWrite, Request, Result
from bot.storage.limits import DatabaseLimits
from bot.storage.query_cache import QueryCache
from bot.storage.sql_engine import IMMEDIATE, ON_LOST, unreachable
from bot.storage.upsert import PreparedInsert

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


@dataclass(frozen=True, slots=True)
class SharedResources:
    """What the units of work of one process share. write_lock: queues the writers of a SQLite file."""

    engine: AsyncEngine
    cipher: Cipher
    limits: DatabaseLimits
    write_lock: asyncio.Lock | None
    cache: QueryCache
    commits: CommitStrategy


class UnitOfWork:
    """What one turn reads and writes; leaving it without `commit` undoes it.

    RecordsAway comes from any method, and from any statement, when the database does not answer, is locked
    for five seconds or is full. What was written is lost then: nothing more goes through until `rollback`.
    When it comes from `commit`, the write may have happened: the message's row in `turns` tells a retry.
    BatchAborted comes from any method but `commit` and `insert_last` once `write_in_group` has written.
    """

    def __init__(self, shared: SharedResources, *, groupable: bool) -> None:
        self.cipher = shared.cipher
        self._shared = shared
        self._groupable = groupable
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
        await self._acquire_write_lock()
        self._writing = True
        session = await self._begin(immediate=True)
        self._wrote = True
        return session

    async def write_in_group(
        self, write: "GroupWrite[UnitOfWork, Request, Result]", request: Request
    ) -> Result | None:
        """The request's result, written in one transaction with the requests of other turns; None: write it alone.

        Afterwards nothing more can be read or written before the commit, except by `insert_last`.
        """
        self._check()
        if not self._groupable or self._writing:
            return None
        await self._end()
        submitted = await self._shared.commits.submit(
            partial(UnitOfWork, self._shared, groupable=False), write, request
        )
        if submitted is None:
            return None
        result, self._batch = submitted
        self._wrote = True
        return result

    async def insert_last(self, statement: PreparedInsert, values: Mapping[str, Any]) -> bool:
        """Insert a row that only the commit follows; False when the statement refuses it."""
        if self._batch is not None:
            self._batch.add_last_row(statement, values)
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
            self._shared.cache.invalidate()
        await self._end()

    async def cached(self, load: "Callable[[UnitOfWork, *Ts], Awaitable[T]]", *args: *Ts) -> T:
        """What `load` returns, perhaps from a second ago; what was committed in this process is seen at once.

        load: a plain function, the same one each time; args: what it takes beside the unit of work, hashable.
        """
        if self._writing:
            return await load(self, *args)
        return await self._shared.cache.get((load, args), lambda: load(self, *args))

    async def rollback(self) -> None:
        """Undo what was not committed."""
        batch, self._batch = self._batch, None
        if batch is not None:
            batch.abort()
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
        if self._session or self._batch or self._writing or self._lost:  # most turns never use the database
            await self.close()

    def _mark_lost(self) -> None:
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
            await self._session.connection(execution_options={IMMEDIATE: immediate, ON_LOST: self._mark_lost})
        except unreachable(self._shared.engine) as error:
            await self._end()
            raise RecordsAway(f"the database cannot be reached: {type(error).__name__}") from error
        except BaseException:
            await self._end()
            raise
        return self._session

    async def _acquire_write_lock(self) -> None:
        if self._shared.write_lock is None:
            return
        try:
            async with asyncio.timeout(self._shared.limits.wait_seconds):
                await self._shared.write_lock.acquire()
        except TimeoutError:
            raise RecordsAway("the database was locked for too long") from None

    async def _end(self) -> None:
        session, self._session = self._session, None
        writing, self._writing = self._writing, False
        try:
            if session:
                await session.close()
        finally:
            if writing and self._shared.write_lock:
                self._shared.write_lock.release()
