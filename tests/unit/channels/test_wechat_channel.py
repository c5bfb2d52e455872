"""The official account's webhook over HTTP."""

import asyncio
import gzip
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import cast
from unittest.mock import AsyncMock

import aiohttp
import pytest
import structlog
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.wechat.channel import Answering, WeChatChannel
from bot.common.clock import china_now
from bot.common.logs import withhold
from bot.common.message import Kind, Message
from bot.common.metrics import Metrics
from bot.integrations.wechat.codec import Codec
from bot.runtime.composition import App
from bot.runtime.http_server import application
from tests.system.packets import (
    ACCOUNT,
    event_packet,
    open_reply,
    plain_request,
    query,
    sealed_echo,
    sealed_request,
    text_packet,
)


@dataclass
class Said:
    """Answers with what was set; keeps what came."""

    answers: str | None
    heard: list[Message] = field(default_factory=list)
    waited: float = -1

    async def answer(self, message: Message, started: float) -> str | None:
        self.heard.append(message)
        self.waited = asyncio.get_running_loop().time() - started
        return self.answers


Client = TestClient[web.Request, web.Application]


@asynccontextmanager
async def door(said: Answering, *, safe: bool = False) -> AsyncIterator[Client]:
    """A client of the real server's routes and error edge, in front of this."""
    codec = Codec(ACCOUNT.token, ACCOUNT.app_id, ACCOUNT.aes_key if safe else "", 600, china_now)
    parts = SimpleNamespace(
        wechat=WeChatChannel(codec, said),
        web=SimpleNamespace(routes=list, close=AsyncMock()),
        listing_pages=SimpleNamespace(routes=list),
        sms_callbacks=SimpleNamespace(routes=list),
        metrics=Metrics(),
        rate_limiter=SimpleNamespace(admits=AsyncMock(return_value=True)),
    )
    # A connection a request: a broken body takes its connection with it.
    alone = aiohttp.TCPConnector(force_close=True)
    async with TestClient(TestServer(application(cast("App", parts))), connector=alone) as client:
        yield client


@pytest.mark.parametrize("safe", [False, True])
async def test_a_question_gets_its_answer(safe: bool) -> None:
    said = Said("在社区服务中心。")
    async with door(said, safe=safe) as client:
        asked, body = (sealed_request if safe else plain_request)(
            text_packet("在哪上课 ]]> <b>", message_id=7)
        )
        response = await client.post("/wechat", params=asked, data=body)
        assert response.status == 200
        assert response.content_type == "text/xml"
        assert open_reply(await response.read())["Content"] == "在社区服务中心。"
    assert [(message.id, message.user, message.text) for message in said.heard] == [
        ("wechat:oResident:7", "wechat:oResident", "在哪上课 ]]> <b>")
    ]
    assert 0 <= said.waited < 1


@pytest.mark.parametrize("answer", [None, ""])
async def test_without_an_answer_wechat_hears_success(answer: str | None) -> None:
    said = Said(answer)
    async with door(said, safe=True) as client:
        asked, body = sealed_request(event_packet("unsubscribe"))
        response = await client.post("/wechat", params=asked, data=body)
        assert (response.status, await response.read()) == (200, b"success")
    assert said.heard[0].kind is Kind.UNSUBSCRIBE


@pytest.mark.parametrize(("answer", "status"), [(None, 200), ("记录现在查不到", 503)])
async def test_an_erasure_that_failed_is_asked_for_again(answer: str | None, status: int) -> None:
    said = Said(answer)
    async with door(said, safe=True) as client:
        packet = event_packet("user_authorization_cancellation").replace(
            "</xml>", "<OpenID>oGone</OpenID></xml>"
        )
        asked, body = sealed_request(packet)
        response = await client.post("/wechat", params=asked, data=body)
        assert (response.status, await response.read()) == (status, b"success" if status == 200 else b"")
    assert (said.heard[0].kind, said.heard[0].user) == (Kind.ACCOUNT_CLOSED, "wechat:oGone")


async def test_the_console_gets_its_echo() -> None:
    async with door(Said(None)) as client:
        response = await client.get("/wechat", params={**query(), "echostr": "4375120948345356249"})
        assert (response.status, await response.text()) == (200, "4375120948345356249")
        assert response.content_type == "text/plain"
        assert (await client.get("/wechat", params={"echostr": "1"})).status == 403


async def test_the_console_gets_a_sealed_echo_opened() -> None:
    async with door(Said(None), safe=True) as client:
        response = await client.get("/wechat", params=sealed_echo("4375120948345356249"))
        assert (response.status, await response.text()) == (200, "4375120948345356249")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
async def test_a_body_that_is_not_packed_as_it_says_is_a_bad_request(coding: str) -> None:
    said = Said("好")
    async with door(said) as client:
        asked, body = plain_request(text_packet("在吗"))
        response = await client.post("/wechat", params=asked, data=body, headers={"Content-Encoding": coding})
        assert response.status == 400
    assert said.heard == []


async def test_a_body_that_is_too_long_is_refused_packed_or_not() -> None:
    said = Said("好")
    async with door(said) as client:
        asked, body = plain_request(text_packet("长" * 30_000))
        packed = {"Content-Encoding": "gzip"}
        for response in (
            await client.post("/wechat", params=asked, data=body),
            await client.post("/wechat", params=asked, data=gzip.compress(body), headers=packed),
        ):
            assert (response.status, await response.read()) == (413, b"")
    assert said.heard == []


async def test_strangers_are_turned_away_and_nothing_of_a_resident_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    said = Said("好的，张三。")
    async with door(said) as client:
        with structlog.testing.capture_logs(processors=[withhold]) as logs:
            asked, body = plain_request(text_packet("我叫张三，13800000000", openid="oSecret"))
            assert (await client.post("/wechat", params=asked, data=body)).status == 200
            stranger = await client.post("/wechat", params={**asked, "signature": "0" * 40}, data=body)
            assert (stranger.status, await stranger.read()) == (403, b"")
    assert len(said.heard) == 1
    assert [line["event"] for line in logs] == ["refused"], "the log is looked at"
    # The test server writes an access log, ours is started without one.
    others = str([record.getMessage() for record in caplog.records if record.name != "aiohttp.access"])
    for secret in ("张三", "13800000000", "oSecret", asked["signature"], ACCOUNT.token):
        assert secret not in others + str(logs)
