"""Limits on signing in that need no database: tries of an address, and passwords that are checked at once.

A password takes 0.1 s of every core and 64 MiB to check. Whoever sends forty a second is turned away before that.
"""

import asyncio
import os
import threading
from collections import Counter, OrderedDict
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

T = TypeVar("T")

CHECKED_AT_ONCE = 1  # it takes every core as it is
WAITING = 20  # beside these, for their turn
WAITING_OF_ADDRESS = 4  # an office may have one address
WAIT_SECONDS = 5.0
_MAX_COUNTED = 10_000
_NICE = 10


class TooManySignIns(Exception):
    """Too many sign in at once."""


class TryCounter:
    """Counts tries by key in windows of time, in this process; what has not been counted for longest is dropped first."""

    def __init__(self, most: int, window: timedelta) -> None:
        self._most = most
        self._window = window
        self._counts: OrderedDict[object, tuple[datetime, int]] = OrderedDict()

    def admits(self, key: object, now: datetime) -> bool:
        """Count a try; False: there were too many in this window."""
        began, count = self._counts.pop(key, (now, 0))
        if not timedelta() <= now - began < self._window:
            began, count = now, 0
        self._counts[key] = began, count + 1
        if len(self._counts) > _MAX_COUNTED:
            self._counts.popitem(last=False)
        return count < self._most

    def forget(self, key: object) -> None:
        """Take back every try of this key, after the right password."""
        self._counts.pop(key, None)


class SignInLimit:
    """ASGI middleware that turns a sign-in away with 429 before a session, a form or a template is made of it.

    admits: counts the request of this scope; False: it is one too many of its address.
    """

    def __init__(self, app: ASGIApp, path: str, admits: Callable[[Scope], bool]) -> None:
        self._app = app
        self._path = path
        self._admits = admits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no sign-in, and sign-ins that are admitted."""
        is_sign_in = scope["type"] == "http" and scope["method"] == "POST" and scope["path"] == self._path
        if is_sign_in and not self._admits(scope):
            await too_many()(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def too_many() -> Response:
    """The answer to one sign-in too many; a page is made of it where all errors are."""
    return PlainTextResponse("too many", 429, {"Retry-After": "60"})


class CheckQueue:
    """Checks few passwords at once, in threads of its own; few wait for their turn, and not for long."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(CHECKED_AT_ONCE)
        self._threads = ThreadPoolExecutor(CHECKED_AT_ONCE, "sign-in", _yield_to_pages)
        self._waiting: Counter[str] = Counter()

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """Hold one of the few turns. TooManySignIns: others wait already, or did for too long."""
        waiting = self._waiting
        if waiting.total() >= CHECKED_AT_ONCE + WAITING or waiting[address] >= WAITING_OF_ADDRESS:
            raise TooManySignIns
        waiting[address] += 1
        try:
            await self._acquire()
            try:
                yield
            finally:
                self._turn.release()
        finally:
            waiting[address] -= 1
            if not waiting[address]:
                del waiting[address]

    async def run(self, check: Callable[[], T]) -> T:
        """The result of a check, within a turn. Who hangs up does not make the check shorter: the threads are as few."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, check)

    async def _acquire(self) -> None:
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self._turn.acquire()
        except TimeoutError:
            raise TooManySignIns from None


def _yield_to_pages() -> None:
    """Let whatever else wants a core have it first: Linux has a niceness for each thread, and argon2's inherit this one's."""
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
