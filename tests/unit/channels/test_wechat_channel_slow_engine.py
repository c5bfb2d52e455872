"""A slow engine behind the real door, WeChat's API beside it: told in time, brought once, kept where it cannot be sent."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiohttp
import pytest
import structlog
from aiohttp.test_utils import TestServer
from redis.asyncio import Redis

from bot.channels.deduplicator import Deduplicator
from bot.channels.response_timer import SharedTimer
from bot.common.clock import china_now
from bot.common.logs import withhold
from bot.common.text import plain
from bot.integrations.wechat.api import WeChatApi
from bot.integrations.wechat.token import TokenStore
from tests.system.packets import Request, event_packet, open_reply, sealed_request, text_packet
from tests.system.wechat_stub import APP_ID, SECRET, Fault, WeChatStub
from tests.unit.channels.test_deduplicator import COMING, LONG, SOON, SORRY, Engine
from tests.unit.channels.test_wechat_channel import Client, door


@dataclass
class Stage:
    """One process: its door, its engine, and what WeChat's API received."""

    client: Client
    once: Deduplicator[str]
    engine: Engine
    stub: WeChatStub

    async def say(self, request: Request) -> str:
        """The text of the passive reply, "" for none."""
        asked, body = request
        response = await self.client.post("/wechat", params=asked, data=body)
        assert response.status == 200
        return open_reply(await response.read()).get("Content", "")

    def hold(self, number: int) -> asyncio.Event:
        """The engine answers this message only when the event is set."""
        return self.engine.free.setdefault(f"wechat:oResident:{number}", asyncio.Event())


@asynccontextmanager
async def process(redis: Redis, *, budget: float = SOON, secret: str = SECRET) -> AsyncIterator[Stage]:
    engine, stub = Engine(), WeChatStub()
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(TestServer(stub.application()))
        http = await stack.enter_async_context(aiohttp.ClientSession())
        base = str(server.make_url("/"))
        api = WeChatApi(http, TokenStore(http, redis, base, APP_ID, secret, china_now), base)
        once = Deduplicator(
            engine, api.send_text, redis, SharedTimer(budget), lambda: COMING, plain, lambda: SORRY
        )
        stack.push_async_callback(once.close)
        client = await stack.enter_async_context(door(once, safe=True))
        yield Stage(client, once, engine, stub)
        for event in engine.free.values():
            event.set()


def asks(text: str, number: int) -> Request:
    return sealed_request(text_packet(text, message_id=number))


async def test_told_in_time_and_brought_once(redis: Redis) -> None:
    async with process(redis) as running:
        free = running.hold(1)
        assert [await running.say(asks("在哪上", 1)) for _ in range(3)] == [COMING] * 3
        assert running.stub.sent == []
        free.set()
        await running.once.close()
        assert await running.say(asks("在哪上", 1)) == COMING
        await running.once.close()
        assert running.stub.sent == [("oResident", "答：在哪上")]
        assert running.engine.turns == ["wechat:oResident:1"]


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
async def test_brought_with_a_token_that_had_to_be_renewed(redis: Redis, errcode: int) -> None:
    async with process(redis) as running:
        running.stub.faults.append(errcode)
        free = running.hold(1)
        assert await running.say(asks("在哪上", 1)) == COMING
        free.set()
        await running.once.close()
        assert running.stub.sent == [("oResident", "答：在哪上")]
        assert running.engine.parked == []


@pytest.mark.parametrize("fault", [45015, 45047, -1, "http500", "garbage"])
async def test_kept_for_the_next_answer_when_wechat_does_not_take_it(redis: Redis, fault: Fault) -> None:
    async with process(redis) as running:
        running.stub.always = fault
        free = running.hold(1)
        assert await running.say(asks("在哪上", 1)) == COMING
        free.set()
        await running.once.close()
        assert await running.say(asks("在哪上", 1)) == COMING
        await running.once.close()
        assert running.stub.sent == []
        assert len(running.stub.calls) == 1
        assert running.engine.parked == [("wechat:oResident", "答：在哪上")]


async def test_kept_for_the_next_answer_without_a_secret(redis: Redis) -> None:
    async with process(redis, secret="") as running:
        free = running.hold(1)
        assert await running.say(asks("在哪上", 1)) == COMING
        free.set()
        await running.once.close()
        assert running.engine.parked == [("wechat:oResident", "答：在哪上")]
        assert running.stub.forces == []


async def test_another_question_while_one_is_slow(redis: Redis) -> None:
    async with process(redis) as running:
        first, second = running.hold(1), running.hold(2)
        assert await running.say(asks("在哪上", 1)) == COMING
        assert await running.say(asks("要带什么", 2)) == COMING
        first.set()
        second.set()
        await running.once.close()
        assert running.stub.sent == [("oResident", "答：在哪上"), ("oResident", "答：要带什么")]


async def test_a_connection_that_closes_does_not_end_the_turn(redis: Redis) -> None:
    async with process(redis, budget=LONG) as running:
        free = running.hold(1)
        gone = asyncio.create_task(running.say(asks("在哪上", 1)))
        await running.engine.begun.wait()
        gone.cancel()
        await asyncio.wait({gone})
        free.set()
        assert await running.say(asks("在哪上", 1)) == "答：在哪上"
        assert running.engine.turns == ["wechat:oResident:1"]


async def test_an_engine_that_raises_is_answered_for(redis: Redis) -> None:
    async with process(redis, budget=LONG) as running:
        running.engine.fails = 1
        assert await running.say(asks("在哪上", 1)) == SORRY


async def test_a_menu_link_behind_a_slow_turn_promises_nothing(redis: Redis) -> None:
    async with process(redis) as running:
        running.engine.silent = True
        running.engine.free["wechat:oResident:5:VIEW:page"] = asyncio.Event()
        assert await running.say(sealed_request(event_packet("VIEW", "page", at=5))) == ""


async def test_nothing_of_the_resident_is_logged_on_the_way(redis: Redis) -> None:
    async with process(redis) as running:
        running.stub.faults.extend([42001, 45015])
        free = running.hold(1)
        with structlog.testing.capture_logs(processors=[withhold]) as logs:
            await running.say(asks("我叫张三，13800000000", 1))
            free.set()
            await running.once.close()
    assert {line["event"] for line in logs} == {"wechat_refused", "late_answer_parked"}
    for secret in ("张三", "13800000000", "oResident", "token-", SECRET):
        assert secret not in str(logs)
