"""The chat page as a channel: the conversation over a WebSocket, in every open tab of a resident."""

import asyncio
import hashlib
import secrets
import uuid
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import urlsplit

import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from bot.channels.web import frames
from bot.channels.web.files import WebFiles
from bot.channels.web.frames import Hello, Say, Welcome
from bot.channels.web.history import History, Line
from bot.common.clock import Clock
from bot.common.message import Address, Channel, Message, Reply
from bot.conversation.engine import TurnResult

__all__ = ["WebChannel", "Welcome"]

log = structlog.get_logger()

FRAME_LIMIT = 16 * 1024
A_MINUTE = 120  # frames of a page, whatever is in them; how much a resident may say the engine knows
MOST_CONNECTIONS = 2000
HEARTBEAT = 25.0
CLOSE_SECONDS = 2.0
SEND_SECONDS = 5.0


class EngineLike(Protocol):
    """What answers."""

    async def turn(self, message: Message) -> TurnResult: ...


@dataclass(eq=False)
class _Page:
    """One open tab.

    user: "" until it has said hello. heard: when its last frames came (loop time).
    held: what it is sent after its hello; None once that is out.
    """

    socket: web.WebSocketResponse
    user: str = ""
    heard: deque[float] = field(default_factory=lambda: deque(maxlen=A_MINUTE))
    held: list[str] | None = field(default_factory=list)

    def too_fast(self) -> bool:
        """Is this frame one too many for a minute?"""
        now = asyncio.get_running_loop().time()
        if len(self.heard) == A_MINUTE and now - self.heard[0] < 60:
            return True
        self.heard.append(now)
        return False

    async def send(self, frame: str) -> bool:
        """False when the page is gone, or does not take anything any more."""
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
        """The hello first, then what came up while it was made."""
        held, self.held = self.held or [], None
        for frame in [hello, *held]:
            await self.send(frame)


class WebChannel:
    """Serves the page and talks with it.

    sorry: what is said to a frame that cannot be taken. most: tabs that may be open at once.
    """

    def __init__(
        self,
        engine: EngineLike,
        history: History,
        welcome: Callable[[], Welcome],
        sorry: Callable[[], str],
        clock: Clock,
        most: int = MOST_CONNECTIONS,
    ) -> None:
        self._engine = engine
        self._history = history
        self._welcome = welcome
        self._sorry = sorry
        self._clock = clock
        self._most = most
        self._closing = False
        self._files = WebFiles()
        self._open: set[_Page] = set()
        self._pages: dict[str, set[_Page]] = {}

    def routes(self) -> list[web.RouteDef]:
        """What the server serves for this channel."""
        return [*self._files.routes(), web.get("/ws", self._socket)]

    async def notify(self, user: str, replies: Sequence[Reply]) -> bool:
        """Tell the resident's open pages something unasked; False when none got it."""
        at, name = self._clock(), uuid.uuid4().hex
        told = await self._tell(user, frames.notice(name, replies, at))
        if told:
            await self._history.append(user, [_line(reply, name, at) for reply in replies])
        return told

    async def close(self) -> None:
        """Say goodbye to every page, and let none in any more; they come back by themselves."""
        self._closing = True
        goodbyes = [page.socket.close(code=WSCloseCode.GOING_AWAY) for page in self._open]
        await asyncio.gather(*goodbyes, return_exceptions=True)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        if not _same_origin(request):
            raise web.HTTPForbidden
        if self._closing or len(self._open) >= self._most:
            raise web.HTTPServiceUnavailable
        # Uncompressed: frames leave in the order in which they were sent, and few are large.
        socket = web.WebSocketResponse(
            heartbeat=HEARTBEAT, max_msg_size=FRAME_LIMIT, compress=False, timeout=CLOSE_SECONDS
        )
        page = _Page(socket)
        self._open.add(page)
        try:
            await socket.prepare(request)
            await self._converse(page)
        finally:
            self._open.discard(page)
        return socket

    async def _converse(self, page: _Page) -> None:
        """Frame by frame: the messages of a page are answered in their order."""
        try:
            async for frame in page.socket:
                heard = frames.read(frame.data) if frame.type is WSMsgType.TEXT else None
                if page.too_fast() or heard is None or isinstance(heard, Say) != bool(page.user):
                    about = heard.id if isinstance(heard, Say) else ""
                    await page.send(frames.error(self._sorry(), about))
                elif isinstance(heard, Hello):
                    await self._greet(page, heard)
                else:
                    await self._answer(page, heard)
        finally:
            self._leave(page)

    async def _greet(self, page: _Page, hello: Hello) -> None:
        page.heard.clear()  # it is messages that are counted
        secret = hello.resume or secrets.token_urlsafe(24)
        page.user = str(Address(Channel.WEB, hashlib.sha256(secret.encode()).hexdigest()[:24]))
        # Among the resident's pages before the history is read: no answer falls between the two.
        self._pages.setdefault(page.user, set()).add(page)
        history = await self._history.load(page.user)
        await page.greet(frames.hello(secret, self._welcome(), history, self._clock()))

    async def _answer(self, page: _Page, said: Say) -> None:
        await page.send(frames.typing())
        try:
            turned = await self._engine.turn(
                Message(f"{page.user}:{said.id}", page.user, Channel.WEB, text=said.text)
            )
        except Exception:  # this loop is an edge: one message must not end the conversation
            log.exception("message_failed", user=page.user)
            await page.send(frames.error(self._sorry(), said.id))
            return
        if not turned.taken:
            await page.send(frames.error(turned.replies[0].text, said.id))
            return
        at = self._clock()
        if not turned.repeated:
            lines = [_line(reply, said.id, at) for reply in turned.replies]
            await self._history.append(page.user, [Line("me", said.text, at, id=said.id), *lines])
        await self._tell(page.user, frames.replies(said, turned.replies, at))

    async def _tell(self, user: str, frame: str) -> bool:
        """Did one of the resident's pages get it?"""
        return any(await asyncio.gather(*(page.send(frame) for page in self._pages.get(user, ()))))

    def _leave(self, page: _Page) -> None:
        pages = self._pages.get(page.user, set())
        pages.discard(page)
        if not pages:
            self._pages.pop(page.user, None)


def _same_origin(request: web.Request) -> bool:
    """Browsers name the page that opens a socket; a page of another site gets none."""
    try:
        origin = urlsplit(request.headers.get("Origin", ""))
    except ValueError:
        return False
    return bool(origin.netloc) and origin.netloc.lower() == request.host.lower()


def _line(reply: Reply, name: str, at: datetime) -> Line:
    labels = tuple(choice.label for choice in reply.choices)
    details = tuple(choice.detail for choice in reply.choices)
    return Line("bot", reply.text, at, labels, reply.urgent, name, details)
