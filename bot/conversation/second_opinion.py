"""A second opinion on what was said, off the event loop, in time or not at all."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Protocol

from bot.common.metrics import Metrics
from bot.understanding.parse import Parse

DEADLINE = 0.5  # seconds; an opinion takes 10 to 20 ms, and what comes later is of use to the next who asks
AT_ONCE = 8  # more than these would wait past the deadline: the first opinion has to do


class Understander(Protocol):
    """Whoever has a first opinion and a second."""

    def wants_semantics(self, parse: Parse) -> bool: ...
    def parse_with_semantics(self, text: str) -> Parse: ...


class SecondOpinion:
    """Asks for it where the first is unsure; without it, or when it is late, the first stands."""

    def __init__(self, metrics: Metrics, deadline: float = DEADLINE) -> None:
        self._opinions = cache(metrics.opinions.labels)
        self._deadline = deadline
        self._pool = ThreadPoolExecutor(1, "semantic")
        self._asked = 0

    async def on(self, understanding: Understander, parse: Parse) -> Parse:
        """The parse, reconsidered if that is worth it and there is time."""
        if not understanding.wants_semantics(parse):
            return self._counted("sure", parse)
        if self._asked >= AT_ONCE:
            return self._counted("busy", parse)
        self._asked += 1
        work = asyncio.get_running_loop().run_in_executor(
            self._pool, understanding.parse_with_semantics, parse.text
        )
        work.add_done_callback(self._done)
        try:
            return self._counted("asked", await asyncio.wait_for(asyncio.shield(work), self._deadline))
        except TimeoutError:
            return self._counted("late", parse)

    def close(self) -> None:
        """Let the thread end."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _done(self, work: "asyncio.Future[Parse]") -> None:
        self._asked -= 1
        if not work.cancelled():
            work.exception()  # looked at, also when nobody waits for it any more

    def _counted(self, outcome: str, parse: Parse) -> Parse:
        self._opinions(outcome).inc()
        return parse
