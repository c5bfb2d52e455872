"""Waiting for a turn until its response is due: with one timer for all waits, or with one for each."""

import asyncio
import math
from typing import Any, Protocol


class ResponseTimer(Protocol):
    """seconds: from a request's arrival to its response."""

    seconds: float

    async def ended(self, task: "asyncio.Task[Any]", deadline: float) -> bool:
        """Whether the task ended before the deadline (loop.time()); it goes on if it did not."""


class SeparateTimers:
    """A timer for each wait, by asyncio.wait."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    async def ended(self, task: "asyncio.Task[Any]", deadline: float) -> bool:
        """Whether the task ended before the deadline (loop.time()); it goes on if it did not."""
        left = deadline - asyncio.get_running_loop().time()
        if not task.done() and left > 0:
            await asyncio.wait([task], timeout=left)
        return task.done()


class SharedTimer:
    """One timer for all waits, since nearly all tasks end long before their deadline."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._deadlines: dict[asyncio.Future[None], float] = {}
        self._due = math.inf

    def __len__(self) -> int:
        """How many are waiting."""
        return len(self._deadlines)

    async def ended(self, task: "asyncio.Task[Any]", deadline: float) -> bool:
        """Whether the task ended before the deadline (loop.time()); it goes on if it did not."""
        loop = asyncio.get_running_loop()
        if task.done() or loop.time() >= deadline:
            return task.done()
        waiter: asyncio.Future[None] = loop.create_future()

        def wake(_: object) -> None:
            if not waiter.done():
                waiter.set_result(None)

        task.add_done_callback(wake)
        self._deadlines[waiter] = deadline
        if deadline < self._due:
            self._set(deadline)
        try:
            await waiter
        finally:
            del self._deadlines[waiter]
            if not task.done():
                task.remove_done_callback(wake)
        return task.done()

    def _set(self, deadline: float) -> None:
        self._due = deadline
        asyncio.get_running_loop().call_at(deadline, self._expire, deadline)

    def _expire(self, due: float) -> None:
        """Wake those whose deadline has passed, and set the timer for the next one."""
        if due != self._due:  # the timer was set to an earlier deadline since
            return
        self._due = math.inf
        now = asyncio.get_running_loop().time()
        for waiter, deadline in self._deadlines.items():
            if deadline <= now and not waiter.done():
                waiter.set_result(None)
        later = [deadline for deadline in self._deadlines.values() if deadline > now]
        if later:
            self._set(min(later))
