"""The chat page's channel over a real WebSocket, with an engine that a test writes, on a real Valkey."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime
from typing import Any

import pytest
from aiohttp import ClientWebSocketResponse, web
from aiohttp.test_utils import TestClient, TestServer
from redis.asyncio import Redis

from bot.channels.web.address_limits import AddressQuota
from bot.channels.web.channel import PageLimits, WebChannel, Welcome
from bot.channels.web.history import History
from bot.common.cipher import Cipher, new_key
from bot.common.clock import ZONE
from bot.common.message import Message, Reply
from bot.conversation.engine import TurnResult

NOW = datetime(2026, 5, 6, 9, 0, tzinfo=ZONE)
SORRY = "歇一歇再说。"
WELCOME = Welcome("小明", "某某社区", "您好", ("甲", "乙", "丙"))
Client = TestClient[web.Request, web.Application]
Open = Callable[..., Awaitable[ClientWebSocketResponse]]


class Server(TestServer):
    """As `bot.runtime.http_server` runs it: who goes away does not take the turn along (aiohttp's own test server does)."""

    async def _make_runner(self, **_: Any) -> web.AppRunner:
        return web.AppRunner(self.app, access_log=None, shutdown_timeout=1)


class Script:
    """Answers with what it heard; a message id is answered once."""

    def __init__(self) -> None:
        self.heard: list[Message] = []
        self.replies: tuple[Reply, ...] | None = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.broken = False

    async def turn(self, message: Message) -> TurnResult:
        await self.gate.wait()
        if self.broken:
            raise OSError("the engine broke")
        repeated = any(message.id == heard.id for heard in self.heard)
        self.heard.append(message)
        return TurnResult(self.replies or (Reply(f"听到：{message.text}"),), repeated)


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def history(redis: Redis) -> History:
    return History(redis, Cipher(new_key()))


@pytest.fixture
def most() -> int:
    """How many tabs may be open."""
    return 100


@pytest.fixture
def quota() -> AddressQuota:
    """What an address may use."""
    return AddressQuota(sockets=100)


@pytest.fixture
def hello_seconds() -> float:
    return 10.0


@pytest.fixture
def channel(
    script: Script, history: History, most: int, quota: AddressQuota, hello_seconds: float
) -> WebChannel:
    limits = PageLimits(most, quota, hello_seconds)
    return WebChannel(
        script,
        history,
        lambda: WELCOME,
        lambda: SORRY,
        lambda: NOW,
        limits,
        digest=lambda address: f"digest of {address}",
    )


@pytest.fixture
async def client(channel: WebChannel) -> AsyncIterator[Client]:
    app = web.Application()
    app.add_routes(channel.routes())
    async with TestClient(Server(app)) as client:
        yield client
        await channel.close()


@pytest.fixture
def open_socket(client: Client) -> Open:
    async def opened(origin: str | None = "") -> ClientWebSocketResponse:
        headers = {} if origin is None else {"Origin": origin or str(client.make_url("/")).rstrip("/")}
        return await client.ws_connect("/ws", headers=headers)

    return opened


async def hello(socket: ClientWebSocketResponse, resume: str = "") -> dict[str, Any]:
    await socket.send_json({"type": "hello", "resume": resume})
    return await heard(socket)


async def heard(socket: ClientWebSocketResponse) -> dict[str, Any]:
    data: dict[str, Any] = await socket.receive_json(timeout=10)
    return data


async def say(socket: ClientWebSocketResponse, text: str, said: str = "id-1") -> dict[str, Any]:
    """The answer; the sign of typing comes first."""
    await socket.send_json({"type": "say", "id": said, "text": text})
    assert await heard(socket) == {"type": "typing"}
    return await heard(socket)
