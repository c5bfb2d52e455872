"""One open tab of the chat page: what it is sent, and how fast it speaks."""

import asyncio
from collections import deque
from dataclasses import dataclass, field

import structlog
from aiohttp import web

from bot.channels.web.address_limits import AddressUse

log = structlog.get_logger()

# Frames of a page, whatever is in them; the engine limits how many messages a resident may send.
A_MINUTE = 120
# Messages of a page in a minute that are still read for emergencies when its address is over its limits.
READ_OVER_LIMIT = 3
SEND_SECONDS = 5.0


@dataclass(eq=False)
class OpenPage:
    """One open tab.

    use: of its address. user: "" until its hello. refused: frames since the last that was not too fast.
    arrivals: when its last frames came (loop time).
    held: frames that wait until our hello is sent; None afterwards.
    """

    socket: web.WebSocketResponse
    use: AddressUse
    user: str = ""
    refused: int = 0
    arrivals: deque[float] = field(default_factory=lambda: deque(maxlen=A_MINUTE))
    held: list[str] | None = field(default_factory=list)

    def too_fast(self) -> bool:
        """Whether this frame is over the limit for a minute."""
        now = asyncio.get_running_loop().time()
        if len(self.arrivals) == A_MINUTE and now - self.arrivals[0] < 60:
            self.refused += 1
            return True
        self.refused = 0
        self.arrivals.append(now)
        return False

    def over_limit(self) -> bool:
        """Whether its address has sent too much; a message is then read for emergencies alone."""
        now = asyncio.get_running_loop().time()
        within = self.use.count_frame(now)
        return not within or (bool(self.user) and not self.use.knows(self.user, now))

    def unread(self) -> bool:
        """Whether a message over the limit is not even read for emergencies: the page has said so much already."""
        now = asyncio.get_running_loop().time()
        return sum(now - arrival < 60 for arrival in self.arrivals) > READ_OVER_LIMIT

    async def send(self, frame: str) -> bool:
        """Send a frame; False when the page is gone or no longer reads."""
        if self.held is not None and self.user:
            self.held.append(frame)
            return True
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await self.socket.send_str(frame)
        except (ConnectionError, RuntimeError, TimeoutError) as error:
            log.info("page_gone", reason=type(error).__name__)
            return False
        return True

    async def greet(self, hello: str) -> None:
        """Send the hello, then what came up while it was prepared."""
        held, self.held = self.held or [], None
        for frame in [hello, *held]:
            await self.send(frame)
