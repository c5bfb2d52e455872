"""One transaction for what several turns write at the same moment: in a rush the statements cost more than the rows.

A turn brings its wish. Whatever came while the last transaction was under way is written by a few statements for all;
each turn words its answer from what it got and leaves its last row; one commit makes everything durable.
Whatever is out of the ordinary is left to a transaction of its own, which knows what to do about it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.errors import BotError, RecordsAway
from bot.storage.upsert import Prepared

log = structlog.get_logger()

_MOST = 64  # wishes: the last of them waits for the first


class Work(Protocol):
    """A unit of work, as far as it is needed here."""

    async def write(self) -> AsyncSession: ...
    async def commit(self) -> None: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


U = TypeVar("U", bound=Work)
W = TypeVar("W")
R = TypeVar("R")
Writing = Callable[[U, Sequence[W]], Awaitable[Sequence[R | None]]]
"""Writes the wishes, and gives for each what it came to; None: nothing was written for this one."""


class BatchAborted(BotError):
    """The shared transaction came to nothing: the turn has to run again, alone."""


class Batch:
    """The turns that are in one transaction, from their wishes to the commit; patience: seconds for the slowest."""

    def __init__(self, patience: float) -> None:
        self._patience = patience
        self._absent = 0
        self._met = asyncio.Event()
        self._ended = asyncio.Event()
        self._rows: dict[Prepared, list[Mapping[str, Any]]] = {}
        self._error: Exception | None = None

    def last(self, statement: Prepared, values: Mapping[str, Any]) -> None:
        """A row to be inserted right before the commit; statement: returns something for each row."""
        self._rows.setdefault(statement, []).append(values)

    async def commit(self) -> None:
        """Return when it is durable. Disbanded: it is not, and never will be. RecordsAway: nobody knows."""
        self._absent -= 1
        if self._absent == 0:
            self._met.set()
        await self._ended.wait()
        if self._error is not None:
            raise self._error

    def leave(self) -> None:
        """Go without a commit. What was written cannot be taken out, so nobody's is kept."""
        self._error = self._error or BatchAborted()
        self._met.set()

    def expect(self, members: int) -> None:
        """So many are to come to the commit."""
        self._absent = members

    def end(self, error: Exception | None = None) -> None:
        """Tell those who wait how it ended."""
        self._error = error
        self._ended.set()

    async def written(self, work: Work) -> None:
        """Wait for all, write their last rows, commit."""
        try:
            async with asyncio.timeout(self._patience):
                await self._met.wait()
        except TimeoutError:
            log.warning("batch_kept_waiting", absent=self._absent)
            raise BatchAborted from None
        if self._error is not None:
            raise self._error
        session = await work.write()
        for statement, rows in self._rows.items():
            done = (await session.scalars(statement.on(session), rows)).all()
            if len(done) != len(rows):
                raise BatchAborted
        await work.commit()


@dataclass(frozen=True, slots=True, eq=False)
class _Waiting(Generic[W, R]):
    wish: W
    place: "asyncio.Future[tuple[R, Batch] | None]"


class GroupCommit(Generic[U, W, R]):
    """The queue of one kind of wish in this process; begin: opens a unit of work; patience: see `Batch`."""

    def __init__(self, begin: Callable[[], U], write: Writing[U, W, R], patience: float) -> None:
        self._patience = patience
        self._begin = begin
        self._write = write
        self._waiting: list[_Waiting[W, R]] = []
        self._courier: asyncio.Task[None] | None = None

    async def enter(self, wish: W) -> tuple[R, Batch] | None:
        """What the wish came to, in a batch to commit or to leave; None: it has to be done alone. RecordsAway."""
        waiting: _Waiting[W, R] = _Waiting(wish, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._courier is None:
            self._courier = asyncio.create_task(self._carry())
        try:
            return await waiting.place
        except asyncio.CancelledError:
            _left(waiting.place)
            raise

    async def _carry(self) -> None:
        try:
            while self._waiting:
                some, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
                batch = Batch(self._patience)
                error = await self._carried(batch, some)
                batch.end(error)
                for one in some:
                    _settle(one.place, error)
        finally:
            self._courier = None

    async def _carried(self, batch: Batch, some: Sequence[_Waiting[W, R]]) -> Exception | None:
        """Write what they wish and commit; the error that its turns are to get, if it came to nothing."""
        try:
            async with self._begin() as work:
                got = await self._write(work, [one.wish for one in some])
                batch.expect(sum(result is not None for result in got))
                for one, result in zip(some, got, strict=True):
                    _hand(one.place, result, batch)
                if any(result is not None for result in got):
                    await batch.written(work)
        except (RecordsAway, BatchAborted) as error:
            return error
        except Exception:
            log.exception("not_together")  # each goes on alone, and whose fault it was meets it there
            return BatchAborted()
        return None


def _hand(place: "asyncio.Future[tuple[R, Batch] | None]", result: R | None, batch: Batch) -> None:
    if result is None and not place.done():
        place.set_result(None)
    elif result is not None and place.done():
        batch.leave()
    elif result is not None:
        place.set_result((result, batch))


def _settle(place: "asyncio.Future[tuple[R, Batch] | None]", error: Exception | None) -> None:
    """Whoever has no result yet: the transaction did not get that far."""
    if place.done():
        return
    if isinstance(error, RecordsAway):
        place.set_exception(error)
    else:
        place.set_result(None)


def _left(place: "asyncio.Future[tuple[R, Batch] | None]") -> None:
    if place.done() and not place.cancelled() and place.exception() is None and (entered := place.result()):
        entered[1].leave()
