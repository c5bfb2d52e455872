"""What a connection may hold without sending a request, and what our responses tell of us."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.channels.request_body import body_of
from bot.common.errors import Refused
from bot.runtime.http_server import runner_of
from tests.system.process import free_port

PATIENCE = 20.0


@pytest.fixture
async def port() -> AsyncIterator[int]:
    """Where a server listens that waits a quarter of a second for a request's head, and as long for its body."""

    async def take(request: web.Request) -> web.Response:
        try:
            return web.Response(body=await body_of(request, 0.25))
        except Refused as refused:
            return web.Response(status=refused.status)

    http = web.Application()
    http.router.add_post("/wechat", take)
    runner = runner_of(http, head_seconds=0.25)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield port
    await runner.cleanup()


async def answer(port: int, *parts: bytes) -> bytes:
    """All that the server sends until it hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    heard = b""
    for part in parts:
        writer.write(part)
        if part.endswith(b"\r\n\r\nwhole"):
            heard += await reader.readuntil(b"\r\n\r\n")
    try:
        async with asyncio.timeout(PATIENCE):
            return heard + await reader.read()
    finally:
        writer.close()


WHOLE = b"POST /wechat HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nwhole"


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (b"POST /wech",),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Half: ",),
        (WHOLE,),
        (WHOLE, b"POST /wechat HTTP/1.1\r\n"),
    ],
    ids=["nothing", "half a line", "half a head", "idle after a request", "half a head after a request"],
)
async def test_a_connection_without_a_whole_head_is_dropped(port: int, parts: tuple[bytes, ...]) -> None:
    heard = await answer(port, *parts)
    assert heard.count(b"HTTP/1.1 200") == parts.count(WHOLE)


async def test_a_body_that_does_not_come_is_not_waited_for(port: int) -> None:
    heard = await answer(
        port, b"POST /wechat HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 50\r\n\r\nhalf"
    )
    assert heard.startswith(b"HTTP/1.1 408")


@pytest.mark.parametrize(
    "request_bytes", [WHOLE, b"GET /none HTTP/1.1\r\nHost: x\r\n\r\n", b"no HTTP at all\r\n\r\n"]
)
async def test_no_response_tells_our_versions(port: int, request_bytes: bytes) -> None:
    heard = (await answer(port, request_bytes)).lower()
    assert b"server: bot\r\n" in heard
    assert b"python" not in heard
    assert b"aiohttp" not in heard
