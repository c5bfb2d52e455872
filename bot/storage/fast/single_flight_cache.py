"""What everybody alike asks of the records: looked up once a second at most, and by one for all who ask meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

_MOST = 256  # kept; a day's questions are a few dozen

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Looked:
    began: float
    changes: int
    found: "asyncio.Future[Any]"


class SingleFlightCache:
    """The answers of one process; its own commits are seen at once, those of others within `seconds`."""

    def __init__(self, seconds: float = 1) -> None:
        self._seconds = seconds
        self._looked: dict[Hashable, _Looked] = {}
        self._changes = 0

    def changed(self) -> None:
        """Something was committed: whoever asks from now on asks anew."""
        self._changes += 1

    async def ask(self, question: Hashable, look: Callable[[], Awaitable[T]]) -> T:
        """The answer; what `look` raises is raised to all who wait for it."""
        now = asyncio.get_running_loop().time()
        looked = self._looked.get(question)
        if looked is None or now - looked.began >= self._seconds or looked.changes != self._changes:
            return await self._look(question, look, now)
        if looked.found.done() and not looked.found.cancelled():
            return looked.found.result()  # type: ignore[no-any-return]
        try:
            return await asyncio.shield(looked.found)
        except asyncio.CancelledError:
            if looked.found.cancelled():  # who looked was stopped, not we
                return await look()
            raise

    async def _look(self, question: Hashable, look: Callable[[], Awaitable[T]], now: float) -> T:
        if len(self._looked) >= _MOST:
            self._looked.clear()
        mine = _Looked(now, self._changes, asyncio.get_running_loop().create_future())
        self._looked[question] = mine
        try:
            found = await look()
        except BaseException as error:
            if self._looked.get(question) is mine:
                del self._looked[question]
            if isinstance(error, Exception):
                mine.found.set_exception(error)
                mine.found.exception()  # looked at, also when nobody waits
            else:
                mine.found.cancel()
            raise
        mine.found.set_result(found)
        return found
