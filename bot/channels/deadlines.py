"""Waiting for something that nearly always comes in time: one timer for everybody who waits."""

import asyncio
import math
from typing import Any


class Deadlines:
    """Waits so long at most."""

    def __init__(self) -> None:
        self._waiting: dict[asyncio.Future[None], float] = {}
        self._next = math.inf

    def __len__(self) -> int:
        """How many are waiting."""
        return len(self._waiting)

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
        self._waiting[waiter] = deadline
        if deadline < self._next:
            self._set(deadline)
        try:
            await waiter
        finally:
            del self._waiting[waiter]
            if not task.done():
                task.remove_done_callback(wake)
        return task.done()

    def _set(self, deadline: float) -> None:
        self._next = deadline
        asyncio.get_running_loop().call_at(deadline, self._look, deadline)

    def _look(self, due: float) -> None:
        """Wake those whose time is over, and set the timer for whoever is next."""
        if due != self._next:  # somebody with less time has come since
            return
        self._next = math.inf
        now = asyncio.get_running_loop().time()
        for waiter, deadline in self._waiting.items():
            if deadline <= now and not waiter.done():
                waiter.set_result(None)
        left = [deadline for deadline in self._waiting.values() if deadline > now]
        if left:
            self._set(min(left))
