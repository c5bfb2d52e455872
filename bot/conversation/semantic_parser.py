"""Parses a message again with the sentence embedding, off the event loop, where the first parse is unsure."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import Protocol, TypeVar

from bot.common.metrics import Metrics
from bot.understanding.parse import Parse

T = TypeVar("T")

DEADLINE = 0.5  # seconds; a parse takes about 5 ms, and one that is late is cached for the next message
AT_ONCE = 8  # with more than these a parse would come too late


class SemanticUnderstanding(Protocol):
    """What can parse a message again, and knows when that is worth it."""

    def wants_semantics(self, parse: Parse) -> bool: ...
    def parse_with_semantics(self, text: str) -> Parse: ...


class SemanticParser:
    """One thread for it; where it is busy or late, the first parse stands."""

    def __init__(self, metrics: Metrics, deadline: float = DEADLINE) -> None:
        self._outcomes = cache(metrics.opinions.labels)
        self._deadline = deadline
        self._pool = ThreadPoolExecutor(1, "semantic")
        self._running = 0

    async def reparse(self, understanding: SemanticUnderstanding, parse: Parse) -> Parse:
        """The better parse, if it is worth it and there is time; else the one that was given."""
        if not understanding.wants_semantics(parse):
            return self._counted("sure", parse)
        if self._running >= AT_ONCE:
            return self._counted("busy", parse)
        try:
            return self._counted("asked", await self._run(understanding.parse_with_semantics, parse.text))
        except TimeoutError:
            return self._counted("late", parse)

    async def embed(self, embed: Callable[[str], None], text: str) -> None:
        """Have the meaning of a text at hand for its turn; where the thread is busy or late, it is read by its letters."""
        if self._running < AT_ONCE:
            with suppress(TimeoutError):
                await self._run(embed, text)

    def close(self) -> None:
        """Let the thread end."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _run(self, read: Callable[[str], T], text: str) -> T:
        self._running += 1
        work = asyncio.get_running_loop().run_in_executor(self._pool, read, text)
        work.add_done_callback(self._done)
        return await asyncio.wait_for(asyncio.shield(work), self._deadline)

    def _done(self, work: "asyncio.Future[T]") -> None:
        self._running -= 1
        if not work.cancelled():
            work.exception()  # retrieved, so that asyncio does not warn when nobody waits for it any more

    def _counted(self, outcome: str, parse: Parse) -> Parse:
        self._outcomes(outcome).inc()
        return parse
