"""Group commit: several turns write in one transaction, since under load the statements cost more than the rows.

Each turn submits a request. Whatever arrives while the previous transaction runs is written by a few statements for all
of them; each turn words its answer from its own result and adds its last row; one commit makes everything durable.
Any exception to the rule (an error, a conflict, a turn that gives up) aborts the batch, and each turn runs again alone.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import structlog

from bot.common.errors import RecordsAway
from bot.storage.commit_strategy import (
    BatchAborted,
    GroupWrite,
    Request,
    Result,
    T,
    WriteTransaction,
)
from bot.storage.upsert import PreparedInsert

log = structlog.get_logger()

_MAX_BATCH = 64  # requests in a transaction: the first of them waits for the last

Q = TypeVar("Q")
R = TypeVar("R")


class GroupCommit:
    """The group commit of one process, with a queue for each kind of write; seconds: how long the slowest member may take."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._queues: dict[Any, _Queue[Any, Any, Any]] = {}

    async def submit(
        self, begin: Callable[[], T], write: GroupWrite[T, Request, Result], request: Request
    ) -> "tuple[Result, SharedBatch] | None":
        """The result of the request with the batch to commit or abort; None: it has to be written alone."""
        if write not in self._queues:
            self._queues[write] = _Queue(begin, write, self._seconds)
        queue: _Queue[T, Request, Result] = self._queues[write]
        return await queue.submit(request)


class SharedBatch:
    """The turns in one transaction, from the write to the commit; seconds: how long the slowest may take."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._missing = 0
        self._all_ready = asyncio.Event()
        self._finished = asyncio.Event()
        self._last_rows: dict[PreparedInsert, list[Mapping[str, Any]]] = {}
        self._error: Exception | None = None

    def add_last_row(self, statement: PreparedInsert, values: Mapping[str, Any]) -> None:
        """Insert this row right before the commit."""
        self._last_rows.setdefault(statement, []).append(values)

    async def commit(self) -> None:
        """Return when the transaction is durable. BatchAborted: rolled back; RecordsAway: the outcome is unknown."""
        self._missing -= 1
        if self._missing == 0:
            self._all_ready.set()
        await self._finished.wait()
        if self._error is not None:
            raise self._error

    def abort(self) -> None:
        """Roll back for all members."""
        self._error = self._error or BatchAborted()
        self._all_ready.set()

    def set_members(self, count: int) -> None:
        """How many turns have to commit before the transaction does."""
        self._missing = count

    def finish(self, error: Exception | None) -> None:
        """Wake the members: committed, or failed with this error."""
        self._error = error
        self._finished.set()

    async def commit_when_all_ready(self, transaction: WriteTransaction) -> None:
        """Wait for every member's `commit`, insert their last rows, and commit the transaction."""
        try:
            async with asyncio.timeout(self._seconds):
                await self._all_ready.wait()
        except TimeoutError:
            log.warning("batch_kept_waiting", absent=self._missing)
            raise BatchAborted from None
        if self._error is not None:
            raise self._error
        session = await transaction.write()
        for statement, rows in self._last_rows.items():
            inserted = (await session.scalars(statement.on(session), rows)).all()
            if len(inserted) != len(rows):
                raise BatchAborted
        await transaction.commit()


@dataclass(frozen=True, slots=True, eq=False)
class _Submission(Generic[Q, R]):
    request: Q
    outcome: "asyncio.Future[tuple[R, SharedBatch] | None]"

    def deliver(self, result: R | None, batch: SharedBatch) -> None:
        """Hand the turn its result; a turn that was cancelled meanwhile aborts the batch."""
        if result is None and not self.outcome.done():
            self.outcome.set_result(None)
        elif result is not None and self.outcome.done():
            batch.abort()
        elif result is not None:
            self.outcome.set_result((result, batch))

    def close(self, error: Exception | None) -> None:
        """Tell a turn that has no result yet: the transaction did not get that far."""
        if self.outcome.done():
            return
        if isinstance(error, RecordsAway):
            self.outcome.set_exception(error)
        else:
            self.outcome.set_result(None)

    def cancel(self) -> None:
        """The turn was cancelled; if its rows are written already, the batch cannot commit."""
        done = self.outcome.done() and not self.outcome.cancelled() and self.outcome.exception() is None
        if done and (delivered := self.outcome.result()):
            delivered[1].abort()


class _Queue(Generic[T, Q, R]):
    """The requests of one kind of write, processed by a task that ends when the queue is empty."""

    def __init__(self, begin: Callable[[], T], write: GroupWrite[T, Q, R], seconds: float) -> None:
        self._seconds = seconds
        self._begin = begin
        self._write = write
        self._submissions: list[_Submission[Q, R]] = []
        self._processing: asyncio.Task[None] | None = None

    async def submit(self, request: Q) -> tuple[R, SharedBatch] | None:
        submission: _Submission[Q, R] = _Submission(request, asyncio.get_running_loop().create_future())
        self._submissions.append(submission)
        if self._processing is None:
            self._processing = asyncio.create_task(self._process())
        try:
            return await submission.outcome
        except asyncio.CancelledError:
            submission.cancel()
            raise

    async def _process(self) -> None:
        try:
            while self._submissions:
                members = self._submissions[:_MAX_BATCH]
                self._submissions = self._submissions[_MAX_BATCH:]
                batch = SharedBatch(self._seconds)
                error = await self._run_batch(batch, members)
                batch.finish(error)
                for submission in members:
                    submission.close(error)
        finally:
            self._processing = None

    async def _run_batch(self, batch: SharedBatch, members: Sequence[_Submission[Q, R]]) -> Exception | None:
        """Write the requests and commit; the error for the members when that failed."""
        try:
            async with self._begin() as transaction:
                results = await self._write(transaction, [submission.request for submission in members])
                batch.set_members(sum(result is not None for result in results))
                for submission, result in zip(members, results, strict=True):
                    submission.deliver(result, batch)
                if any(result is not None for result in results):
                    await batch.commit_when_all_ready(transaction)
        except (RecordsAway, BatchAborted) as error:
            return error
        except Exception:
            log.exception("not_together")  # each turn runs again alone, and meets the fault that is its own
            return BatchAborted()
        return None
