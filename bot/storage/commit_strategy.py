"""How a turn's writes are committed: each turn by itself (here), or several together (`fast.group_commit`)."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.errors import BotError
from bot.storage.upsert import PreparedInsert


class WriteTransaction(Protocol):
    """A unit of work, as far as a commit strategy needs it."""

    async def write(self) -> AsyncSession: ...
    async def commit(self) -> None: ...
    async def __aenter__(self) -> Self: ...
    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


T = TypeVar("T", bound=WriteTransaction)
Request = TypeVar("Request")
Result = TypeVar("Result")
GroupWrite = Callable[[T, Sequence[Request]], Awaitable[Sequence[Result | None]]]
"""Writes all requests with a few statements and returns a result for each; None: nothing was written for this one."""


class BatchAborted(BotError):
    """The shared transaction was rolled back: the turn has to run again, alone."""


class Batch(Protocol):
    """The turns that write in one shared transaction."""

    def add_last_row(self, statement: PreparedInsert, values: Mapping[str, Any]) -> None:
        """Insert this row right before the commit. The statement returns something for each row that it inserts."""

    async def commit(self) -> None:
        """Return when the transaction is durable. BatchAborted: rolled back; RecordsAway: the outcome is unknown."""

    def abort(self) -> None:
        """Roll back for all: the statements were shared, so one turn's rows cannot be taken out."""


class CommitStrategy(Protocol):
    """Decides whether a turn's write joins a shared transaction."""

    async def submit(
        self, begin: Callable[[], T], write: GroupWrite[T, Request, Result], request: Request
    ) -> tuple[Result, Batch] | None:
        """The result of the request with the batch to commit or abort; None: the turn writes it alone. RecordsAway.

        begin: opens a unit of work for the shared transaction.
        """


class SeparateCommits:
    """Every turn writes and commits alone."""

    async def submit(
        self, begin: Callable[[], T], write: GroupWrite[T, Request, Result], request: Request
    ) -> tuple[Result, Batch] | None:
        """None, always."""
        return None
