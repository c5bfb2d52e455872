"""The chat page as a channel: the conversation over a WebSocket, in every open tab of a resident."""

import asyncio
import hashlib
import secrets
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from bot.channels.fair_gate import FairGate
from bot.channels.web import frames
from bot.channels.web.address_limits import AddressLimits, AddressQuota
from bot.channels.web.frames import Hello, Say, Welcome
from bot.channels.web.history import History, HistoryLine
from bot.channels.web.open_page import A_MINUTE, OpenPage
from bot.channels.web.page_files import WebFiles
from bot.common.clock import Clock
from bot.common.message import Address, Channel, Message, Reply
from bot.conversation.engine import TurnResult

__all__ = ["WebChannel", "Welcome"]

log = structlog.get_logger()

FRAME_LIMIT = 16 * 1024
MOST_CONNECTIONS = 2000
HEARTBEAT = 25.0
CLOSE_SECONDS = 2.0
HELLO_SECONDS = 10.0  # a page says hello as soon as it is open; what says nothing only takes up a descriptor


_QUOTA = AddressQuota()


@dataclass(frozen=True, slots=True)
class PageLimits:
    """pages: open at once in this process. of_address: the share of each address. hello_seconds: until the hello."""

    pages: int = MOST_CONNECTIONS
    of_address: AddressQuota = _QUOTA
    hello_seconds: float = HELLO_SECONDS


_LIMITS = PageLimits()


class EngineLike(Protocol):
    """Answers messages."""

    async def turn(self, message: Message) -> TurnResult: ...


class WebChannel:
    """Serves the page and talks with it.

    apology: the answer to a frame that cannot be taken. limits: what this process can bear. client: the address that a
    request counts for. digest: of that address, which is all that a message tells of it.
    """

    def __init__(
        self,
        engine: EngineLike,
        history: History,
        welcome: Callable[[], Welcome],
        apology: Callable[[], str],
        clock: Clock,
        limits: PageLimits = _LIMITS,
        client: Callable[[web.Request], str] = lambda request: request.remote or "",
        digest: Callable[[str], str] = lambda address: "",
    ) -> None:
        self._engine = engine
        self._history = history
        self._welcome = welcome
        self._apology = apology
        self._clock = clock
        self._limits = limits
        self._client = client
        self._digest = digest
        self._addresses = AddressLimits(limits.of_address)
        self._gate = FairGate()
        self._closing = False
        self._files = WebFiles()
        self._open: set[OpenPage] = set()
        self._pages: dict[str, set[OpenPage]] = {}

    def routes(self) -> list[web.RouteDef]:
        """What the server serves for this channel."""
        return [*self._files.routes(), web.get("/ws", self._socket)]

    async def notify(self, user: str, replies: Sequence[Reply]) -> bool:
        """Show a notice on the resident's open pages; False when there is none."""
        at, notice_id = self._clock(), uuid.uuid4().hex
        shown = await self._send_to_all(user, frames.notice(notice_id, replies, at))
        if shown:
            await self._history.append(user, [_line(reply, notice_id, at) for reply in replies])
        return shown

    async def close(self) -> None:
        """Close every page and admit no more; the pages reconnect by themselves."""
        self._closing = True
        closings = [page.socket.close(code=WSCloseCode.GOING_AWAY) for page in self._open]
        await asyncio.gather(*closings, return_exceptions=True)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        if not _same_origin(request):
            raise web.HTTPForbidden
        if self._closing or len(self._open) >= self._limits.pages:
            raise web.HTTPServiceUnavailable
        use = self._addresses.enter(self._client(request))
        if use is None:
            raise web.HTTPTooManyRequests
        # Uncompressed: frames leave in the order in which they were sent, and few are large.
        socket = web.WebSocketResponse(
            heartbeat=HEARTBEAT, max_msg_size=FRAME_LIMIT, compress=False, timeout=CLOSE_SECONDS
        )
        page = OpenPage(socket, use)
        self._open.add(page)
        try:
            await socket.prepare(request)
            await self._converse(page)
        finally:
            self._open.discard(page)
            self._addresses.leave(use)
        return socket

    async def _converse(self, page: OpenPage) -> None:
        """One frame after the other: the messages of a page are answered in their order."""
        try:
            async with asyncio.timeout(self._limits.hello_seconds) as until_hello:
                async for frame in page.socket:
                    await self._take(page, frames.read(frame.data) if frame.type is WSMsgType.TEXT else None)
                    if page.user:
                        until_hello.reschedule(None)
                    if page.refused > A_MINUTE:
                        break
        except TimeoutError:
            log.info("page_said_no_hello")
        finally:
            self._leave(page)
        await page.socket.close(code=WSCloseCode.POLICY_VIOLATION)  # does nothing where it is closed already

    async def _take(self, page: OpenPage, received: Hello | Say | None) -> None:
        """Answer a frame; None: it was malformed."""
        too_fast, over_limit = page.too_fast(), page.over_limit()
        if too_fast or received is None or isinstance(received, Say) != bool(page.user):
            about = received.id if isinstance(received, Say) else ""
            await page.send(frames.error(self._apology(), about))
        elif isinstance(received, Hello):
            await self._greet(page, received)
        elif over_limit and page.unread():
            await page.send(frames.error(self._apology(), received.id))
        else:
            await self._answer(page, received, over_limit=over_limit)

    async def _greet(self, page: OpenPage, hello: Hello) -> None:
        page.arrivals.clear()  # the hello does not count
        secret = hello.resume or secrets.token_urlsafe(24)
        page.user = str(Address(Channel.WEB, hashlib.sha256(secret.encode()).hexdigest()[:24]))
        # Added before the history is read, so that no answer is missing from both.
        self._pages.setdefault(page.user, set()).add(page)
        history = await self._history.load(page.user)
        await page.greet(frames.hello(secret, self._welcome(), history, self._clock()))

    async def _answer(self, page: OpenPage, message: Say, *, over_limit: bool) -> None:
        await page.send(frames.typing())
        await self._gate.passing(page.use.address)
        try:
            result = await self._engine.turn(
                Message(
                    f"{page.user}:{message.id}",
                    page.user,
                    Channel.WEB,
                    text=message.text,
                    source=self._digest(page.use.address),
                    over_limit=over_limit,
                )
            )
        except Exception:  # this loop is an edge: one message must not end the conversation
            log.exception("message_failed", user=page.user)
            await page.send(frames.error(self._apology(), message.id))
            return
        if not result.taken:
            await page.send(frames.error(result.replies[0].text, message.id))
            return
        at = self._clock()
        if not result.repeated:
            answer = [_line(reply, message.id, at) for reply in result.replies]
            await self._history.append(
                page.user, [HistoryLine("me", message.text, at, id=message.id), *answer]
            )
        await self._send_to_all(page.user, frames.replies(message, result.replies, at))

    async def _send_to_all(self, user: str, frame: str) -> bool:
        """Send to each of the resident's pages; whether one of them took it."""
        return any(await asyncio.gather(*(page.send(frame) for page in self._pages.get(user, ()))))

    def _leave(self, page: OpenPage) -> None:
        pages = self._pages.get(page.user, set())
        pages.discard(page)
        if not pages:
            self._pages.pop(page.user, None)


def _same_origin(request: web.Request) -> bool:
    """Whether the page that opens the WebSocket is ours: browsers name its origin."""
    try:
        origin = urlsplit(request.headers.get("Origin", ""))
    except ValueError:
        return False
    return bool(origin.netloc) and origin.netloc.lower() == request.host.lower()


def _line(reply: Reply, message_id: str, at: datetime) -> HistoryLine:
    labels = tuple(choice.label for choice in reply.choices)
    details = tuple(choice.detail for choice in reply.choices)
    return HistoryLine("bot", reply.text, at, labels, reply.urgent, message_id, details)
