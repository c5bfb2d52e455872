"""Lets messages of the chat page begin one at a time, with pauses, the addresses in turn."""

import asyncio
import time
from collections import OrderedDict, deque

Waiting = OrderedDict[str, "deque[asyncio.Future[None]]"]


class FairGate:
    """Lets one message pass at a time, and then leaves the event loop to others for as long as it took.

    Understanding a message takes milliseconds in which nothing else runs: hundreds of pages that speak at once would keep
    WeChat's requests, which need several rounds each, waiting for seconds. Addresses pass in turn, so that the pages of
    one address wait for each other and hardly for those of another.
    """

    def __init__(self) -> None:
        self._is_open = True
        self._waiting: Waiting = OrderedDict()

    async def passing(self, address: str) -> None:
        """Wait until a message of this address may begin."""
        loop = asyncio.get_running_loop()
        if not self._is_open:
            future = loop.create_future()
            self._waiting.setdefault(address, deque()).append(future)
            try:
                await future
            except asyncio.CancelledError:
                if not future.cancelled():  # it was its turn already
                    self._let_next_pass()
                raise
        self._is_open = False
        loop.call_soon(self._pause, time.perf_counter())

    def _pause(self, began: float) -> None:
        """In the next round: the message has been understood."""
        loop = asyncio.get_running_loop()
        loop.call_later(time.perf_counter() - began, self._let_next_pass)

    def _let_next_pass(self) -> None:
        while self._waiting:
            address, queue = self._waiting.popitem(last=False)
            future = queue.popleft()
            if queue:
                self._waiting[address] = queue  # behind the other addresses
            if not future.done():
                future.set_result(None)
                return
        self._is_open = True
