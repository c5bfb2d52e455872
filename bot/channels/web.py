"""The chat page: its files, and the conversation over a WebSocket."""

import asyncio
import hashlib
import json
import re
import secrets
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from bot.channels.history import History, Line
from bot.clock import Clock
from bot.dialogue.engine import Turned
from bot.message import Channel, Message, Reply

log = structlog.get_logger()

FOLDER = Path(__file__).parent.parent / "web"
TEXT_LIMIT = 2000
FRAME_LIMIT = 16 * 1024
A_MINUTE = 30
MOST_CONNECTIONS = 2000
HEARTBEAT = 25.0
_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the page shows first: names, the greeting, and what to begin with."""

    bot: str
    community: str
    greeting: str
    starters: tuple[str, ...]


class EngineLike(Protocol):
    """What answers."""

    async def turn(self, message: Message) -> Turned: ...


@dataclass(eq=False)
class _Page:
    """One open page; said: when its last messages came (loop time)."""

    socket: web.WebSocketResponse
    user: str
    said: deque[float] = field(default_factory=lambda: deque(maxlen=A_MINUTE))


class WebChannel:
    """Serves the page and talks with it. sorry: what is said when somebody types too fast."""

    def __init__(
        self,
        engine: EngineLike,
        history: History,
        welcome: Callable[[], Welcome],
        sorry: Callable[[], str],
        clock: Clock,
    ) -> None:
        self._engine = engine
        self._history = history
        self._first = welcome
        self._sorry = sorry
        self._clock = clock
        self._pages: dict[str, set[_Page]] = defaultdict(set)
        self._open = 0
        self._files = {file.name: file for file in FOLDER.iterdir() if file.suffix in _TYPES}

    def routes(self) -> list[web.RouteDef]:
        """What the server serves for this channel."""
        return [
            web.get("/", self._index),
            web.get("/static/{file}", self._static),
            web.get("/ws", self._socket),
        ]

    async def notify(self, user: str, replies: Sequence[Reply]) -> bool:
        """Tell the resident's open pages something unasked; False when there is none."""
        at = self._clock()
        if not self._pages.get(user):
            return False
        await self._history.append(user, [_line(reply, at) for reply in replies])
        await self._tell(user, {"type": "notice", "replies": _replies(replies), "at": at.isoformat()})
        return True

    async def close(self) -> None:
        """Say goodbye to every page; they come back by themselves."""
        pages = [page for pages in self._pages.values() for page in pages]
        await asyncio.gather(
            *(page.socket.close(code=WSCloseCode.GOING_AWAY) for page in pages), return_exceptions=True
        )

    async def _index(self, request: web.Request) -> web.Response:
        return self._file(request, "index.html")

    async def _static(self, request: web.Request) -> web.Response:
        return self._file(request, request.match_info["file"])

    def _file(self, request: web.Request, name: str) -> web.Response:
        file = self._files.get(name)
        if file is None:
            raise web.HTTPNotFound
        body = file.read_bytes()
        tag = hashlib.sha256(body).hexdigest()[:16]
        headers = {**_HEADERS, "ETag": f'"{tag}"'}
        if any(known.value == tag for known in request.if_none_match or ()):
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, content_type=_TYPES[file.suffix], charset="utf-8", headers=headers)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        origin = request.headers.get("Origin")
        if origin is None or urlsplit(origin).netloc != request.host:
            raise web.HTTPForbidden
        if self._open >= MOST_CONNECTIONS:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=FRAME_LIMIT)
        await socket.prepare(request)
        self._open += 1
        try:
            await self._converse(socket)
        finally:
            self._open -= 1
        return socket

    async def _converse(self, socket: web.WebSocketResponse) -> None:
        page: _Page | None = None
        try:
            async for frame in socket:
                data = _object(frame.data) if frame.type is WSMsgType.TEXT else None
                if data is not None and data.get("type") == "hello" and page is None:
                    page = await self._welcome(socket, data)
                elif data is not None and data.get("type") == "say" and page is not None:
                    await self._say(page, data)
                else:
                    await self._send(socket, {"type": "error", "text": self._sorry()})
        finally:
            if page is not None:
                self._pages[page.user].discard(page)
                if not self._pages[page.user]:
                    del self._pages[page.user]

    async def _welcome(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> _Page:
        resume = data.get("resume")
        secret = resume if isinstance(resume, str) and 20 <= len(resume) <= 100 else secrets.token_urlsafe(24)
        user = "web:" + hashlib.sha256(secret.encode()).hexdigest()[:24]
        page = _Page(socket, user)
        self._pages[user].add(page)
        history = [_shown(line) for line in await self._history.load(user)]
        hello = {"type": "hello", "resume": secret, "history": history}
        await self._send(socket, hello | asdict(self._first()))
        return page

    async def _say(self, page: _Page, data: dict[str, Any]) -> None:
        text, said = data.get("text"), data.get("id")
        if not isinstance(text, str) or not isinstance(said, str) or not _ID.fullmatch(said):
            await self._send(page.socket, {"type": "error", "text": self._sorry()})
            return
        now = asyncio.get_running_loop().time()
        if len(page.said) == A_MINUTE and now - page.said[0] < 60:
            await self._send(page.socket, {"type": "error", "for": said, "text": self._sorry()})
            return
        page.said.append(now)
        await self._send(page.socket, {"type": "typing"})
        message = Message(f"{page.user}:{said}", page.user, Channel.WEB, text=text[:TEXT_LIMIT])
        turned = await self._engine.turn(message)
        at = self._clock()
        if not turned.repeated:
            lines = [Line("me", message.text, at), *(_line(reply, at) for reply in turned.replies)]
            await self._history.append(page.user, lines)
        answer = {"type": "replies", "for": said, "said": message.text, "at": at.isoformat()}
        await self._tell(page.user, {**answer, "replies": _replies(turned.replies)})

    async def _tell(self, user: str, data: dict[str, Any]) -> None:
        for page in list(self._pages.get(user, ())):
            await self._send(page.socket, data)

    async def _send(self, socket: web.WebSocketResponse, data: dict[str, Any]) -> None:
        try:
            await socket.send_str(json.dumps(data, ensure_ascii=False))
        except (ConnectionError, RuntimeError) as error:
            log.info("page_gone", reason=type(error).__name__)


def _object(raw: str) -> dict[str, Any] | None:
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _line(reply: Reply, at: Any) -> Line:
    return Line("bot", reply.text, at, tuple(choice.label for choice in reply.choices), reply.urgent)


def _shown(line: Line) -> dict[str, Any]:
    return {
        "from": line.sender,
        "text": line.text,
        "choices": list(line.choices),
        "urgent": line.urgent,
        "at": line.at.isoformat(),
    }


def _replies(replies: Sequence[Reply]) -> list[dict[str, Any]]:
    return [
        {"text": reply.text, "choices": [choice.label for choice in reply.choices], "urgent": reply.urgent}
        for reply in replies
    ]
