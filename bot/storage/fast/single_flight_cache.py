"""A one-second, single-flight cache: one query a second at most, shared by everybody who asks meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

_MAX_ENTRIES = 256  # a day's questions are a few dozen

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Lookup:
    started: float
    version: int
    answer: "asyncio.Future[Any]"


class SingleFlightCache:
    """The answers of one process. Its own commits are seen at once, those of other processes within `seconds`."""

    def __init__(self, seconds: float = 1) -> None:
        self._seconds = seconds
        self._lookups: dict[Hashable, _Lookup] = {}
        self._version = 0

    def invalidate(self) -> None:
        """Something was committed here: later questions are answered from the database again."""
        self._version += 1

    async def get(self, question: Hashable, load: Callable[[], Awaitable[T]]) -> T:
        """The answer; what `load` raises is raised to everybody who waits for it."""
        now = asyncio.get_running_loop().time()
        lookup = self._lookups.get(question)
        if lookup is None or now - lookup.started >= self._seconds or lookup.version != self._version:
            return await self._load(question, load, now)
        if lookup.answer.done() and not lookup.answer.cancelled():
            return lookup.answer.result()  # type: ignore[no-any-return]
        try:
            return await asyncio.shield(lookup.answer)
        except asyncio.CancelledError:
            if lookup.answer.cancelled():  # the task that was loading was cancelled, not this one
                return await load()
            raise

    async def _load(self, question: Hashable, load: Callable[[], Awaitable[T]], now: float) -> T:
        if len(self._lookups) >= _MAX_ENTRIES:
            self._lookups.clear()
        lookup = _Lookup(now, self._version, asyncio.get_running_loop().create_future())
        self._lookups[question] = lookup
        try:
            answer = await load()
        except BaseException as error:
            if self._lookups.get(question) is lookup:
                del self._lookups[question]
            if isinstance(error, Exception):
                lookup.answer.set_exception(error)
                lookup.answer.exception()  # retrieved, so that asyncio does not log it when nobody waits
            else:
                lookup.answer.cancel()
            raise
        lookup.answer.set_result(answer)
        return answer
