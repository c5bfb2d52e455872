"""How often an address may connect, and which proxies are trusted to name it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import cast
from unittest.mock import AsyncMock

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from redis.asyncio import Redis

from bot.channels.rate_limiter import Proxies, RateLimiter
from bot.common.metrics import Metrics
from bot.integrations.redis.client import connect
from bot.runtime.composition import App
from bot.runtime.http_server import application

Client = TestClient[web.Request, web.Application]


@asynccontextmanager
async def house(door: RateLimiter) -> AsyncIterator[Client]:
    """The real routes and edge, with this door."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(text="page")

    parts = SimpleNamespace(
        wechat=SimpleNamespace(get=page, post=page),
        web=SimpleNamespace(routes=lambda: [web.get("/", page)], close=AsyncMock()),
        listing_pages=SimpleNamespace(routes=list),
        sms_callbacks=SimpleNamespace(routes=lambda: [web.post("/sms/{secret}/aliyun", page)]),
        metrics=Metrics(),
        rate_limiter=door,
    )
    async with TestClient(TestServer(application(cast("App", parts)))) as client:
        yield client


async def test_so_many_a_minute_over_all_processes(redis: Redis) -> None:
    async with (
        house(RateLimiter(redis, 3, Proxies(""))) as here,
        house(RateLimiter(redis, 3, Proxies(""))) as there,
    ):
        assert [(await client.get("/")).status for client in (here, there, here)] == [200] * 3
        refused = await there.get("/")
        assert (refused.status, await refused.text()) == (429, "")
        for _ in range(5):
            assert (await there.get("/wechat")).status == 200
            assert (await there.post("/sms/x/aliyun")).status == 200
            assert (await there.get("/healthz")).status == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "admitted"),
    [
        ("", "{n}.1.1.1", 3),  # nobody is believed: they are all 127.0.0.1
        ("127.0.0.1", "{n}.1.1.1", 6),  # behind our proxy everybody is who they are
        ("127.0.0.1", "{n}.9.9.9, 8.8.8.8", 3),  # what the client wrote itself does not count
        ("127.0.0.1, 10.0.0.2", "{n}.1.1.1, 10.0.0.2", 6),
        ("127.0.0.0/8", "{n}.1.1.1", 6),
        ("10.0.0.0/8", "{n}.1.1.1", 3),
        ("127.0.0.1", "2408:8206::{n}", 3),  # one home's network
    ],
)
async def test_whose_requests_are_admitted(redis: Redis, proxies: str, forwarded: str, admitted: int) -> None:
    async with house(RateLimiter(redis, 3, Proxies(proxies))) as client:
        answers = [
            (await client.get("/", headers={"X-Forwarded-For": forwarded.format(n=number)})).status
            for number in range(1, 7)
        ]
    assert answers.count(200) == admitted


async def test_without_redis_everybody_is_let_in() -> None:
    away = connect("redis://127.0.0.1:1")
    async with house(RateLimiter(away, 1, Proxies(""))) as client:
        assert [(await client.get("/")).status for _ in range(2)] == [200, 200]
    await away.aclose()
