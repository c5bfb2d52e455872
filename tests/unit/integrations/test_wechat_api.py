"""Token and customer-service messages against a stub of WeChat's API and a real Valkey."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Protocol

import aiohttp
import pytest
import structlog
from aiohttp.test_utils import TestServer
from redis.asyncio import Redis

from bot.common.clock import ZONE
from bot.common.errors import WeChatError
from bot.integrations.wechat.api import LIMIT, WeChatApi
from bot.integrations.wechat.token import TokenStore
from tests.system.wechat_stub import APP_ID, RID, SECRET, Fault, WeChatStub


class Moment:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 6, 9, 0, tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **span: float) -> None:
        self.now += timedelta(**span)


class MakeStore(Protocol):
    def __call__(self, *, redis: Redis | None = None, secret: str = SECRET) -> TokenStore: ...


@pytest.fixture
def stub() -> WeChatStub:
    return WeChatStub()


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
async def base(stub: WeChatStub) -> AsyncIterator[str]:
    async with TestServer(stub.application()) as server:
        yield str(server.make_url("/")).rstrip("/")
        stub.released.set()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def nowhere() -> AsyncIterator[Redis]:
    client = Redis.from_url("unix:///nonexistent/valkey.sock")
    yield client
    await client.aclose()


@pytest.fixture
def make(http: aiohttp.ClientSession, redis: Redis, base: str, moment: Moment) -> MakeStore:
    there = redis

    def store(*, redis: Redis | None = None, secret: str = SECRET) -> TokenStore:
        return TokenStore(http, there if redis is None else redis, base, APP_ID, secret, moment)

    return store


@pytest.fixture
def api(http: aiohttp.ClientSession, make: MakeStore, base: str) -> WeChatApi:
    return WeChatApi(http, make(), base)


async def test_processes_share_one_token_and_ask_once(make: MakeStore, stub: WeChatStub) -> None:
    stores = [make() for _ in range(3)]
    tokens = await asyncio.gather(*(store.get() for store in stores for _ in range(5)))
    assert set(tokens) == {"token-1"}
    assert stub.forces == [False]


async def test_a_token_is_renewed_five_minutes_before_its_end(
    make: MakeStore, stub: WeChatStub, moment: Moment
) -> None:
    store = make()
    await store.get()
    moment.passes(seconds=7200 - 301)
    await store.get()
    assert len(stub.forces) == 1
    moment.passes(seconds=1)
    await store.get()
    assert stub.forces == [False, False]


async def test_redis_forgets_the_token_by_itself(make: MakeStore, redis: Redis) -> None:
    await make().get()
    (key,) = [key async for key in redis.scan_iter("*:token")]
    assert 6890 <= await redis.ttl(key) <= 6900
    assert [key async for key in redis.scan_iter("*:lock")] == []


async def test_a_token_about_to_end_is_used_but_not_kept(
    make: MakeStore, stub: WeChatStub, redis: Redis
) -> None:
    stub.expires_in = 200
    assert await make().get() == "token-1"
    assert await make().get() == "token-1"
    assert len(stub.forces) == 2


async def test_what_is_unreadable_in_redis_is_asked_for_again(make: MakeStore, redis: Redis) -> None:
    store = make()
    await store.get()
    (key,) = [key async for key in redis.scan_iter("*:token")]
    await redis.set(key, "nonsense")
    assert await store.get() == "token-1"


async def test_forced_at_most_once_in_thirty_seconds(
    make: MakeStore, stub: WeChatStub, moment: Moment, redis: Redis
) -> None:
    here, there = make(), make()
    await here.get()
    fresh = await asyncio.gather(*(store.get(fresh=True) for store in (here, there, here, there)))
    assert set(fresh) == {"token-2"}
    assert stub.forces == [False, True]
    (pause,) = [key async for key in redis.scan_iter("*:forced")]
    assert 0 < await redis.ttl(pause) <= 30
    moment.passes(seconds=30)
    await redis.delete(pause)
    assert await there.get(fresh=True) == "token-3"


async def test_without_redis_the_token_stays_in_memory(
    make: MakeStore, stub: WeChatStub, moment: Moment, nowhere: Redis
) -> None:
    store = make(redis=nowhere)
    assert set(await asyncio.gather(*(store.get() for _ in range(5)))) == {"token-1"}
    assert await store.get(fresh=True) == "token-2"
    assert await store.get(fresh=True) == "token-2"
    assert stub.forces == [False, True]
    moment.passes(seconds=30)
    assert await store.get(fresh=True) == "token-3"


async def test_no_secret(make: MakeStore, stub: WeChatStub) -> None:
    with pytest.raises(WeChatError, match="no app secret") as caught:
        await make(secret="").get()
    assert (caught.value.errcode, caught.value.retryable) == (-1, False)
    assert stub.forces == []


async def test_a_wrong_secret_is_an_errcode_in_a_200(make: MakeStore) -> None:
    with pytest.raises(WeChatError) as caught:
        await make(secret="another").get()
    assert caught.value.errcode == 40125
    assert "another" not in str(caught.value)


@pytest.mark.parametrize("fault", ["http500", "garbage", "redirect", -1])
async def test_a_token_call_that_fails_may_be_repeated(
    make: MakeStore, stub: WeChatStub, fault: Fault
) -> None:
    stub.token_faults.append(fault)
    store = make()
    with pytest.raises(WeChatError) as caught:
        await store.get()
    assert (caught.value.errcode, caught.value.retryable) == (-1, True)
    assert await store.get() == "token-1"


async def test_a_text_arrives_as_written(api: WeChatApi, stub: WeChatStub) -> None:
    await api.send_text("oABC", "明天上午9点“绿色交换”\n带上旧衣服😊")
    assert stub.sent == [("oABC", "明天上午9点“绿色交换”\n带上旧衣服😊")]
    assert "\\u" not in stub.calls[0].raw
    assert json.loads(stub.calls[0].raw)["msgtype"] == "text"


async def test_a_long_text_comes_in_pieces_that_end_with_a_sentence(api: WeChatApi, stub: WeChatStub) -> None:
    text = "".join(f"第{number}条：台风来时关好门窗，收起阳台的花盆。" for number in range(100))
    await api.send_text("oABC", text)
    pieces = [piece for _, piece in stub.sent]
    assert len(pieces) == 4
    assert "".join(pieces) == text
    assert all(len(piece.encode()) <= LIMIT and piece.endswith("。") for piece in pieces)


async def test_nothing_to_say_sends_nothing(api: WeChatApi, stub: WeChatStub) -> None:
    await api.send_text("oABC", " \n")
    assert stub.calls == []


@pytest.mark.parametrize("errcode", [40001, 40014, 42001])
async def test_a_refused_token_is_renewed_once(api: WeChatApi, stub: WeChatStub, errcode: int) -> None:
    stub.faults.append(errcode)
    await api.send_text("oABC", "好")
    assert [(call.token, call.errcode) for call in stub.calls] == [("token-1", errcode), ("token-2", 0)]
    assert stub.forces == [False, True]


async def test_a_token_that_stays_refused_is_not_asked_for_for_ever(api: WeChatApi, stub: WeChatStub) -> None:
    stub.always = 40001
    for _ in range(3):
        with pytest.raises(WeChatError, match="40001"):
            await api.send_text("oABC", "好")
    assert len(stub.calls) == 6
    assert stub.forces == [False, True]


async def test_a_token_rotated_elsewhere(api: WeChatApi, stub: WeChatStub) -> None:
    await api.send_text("oABC", "一")
    stub.rotate()
    await api.send_text("oABC", "二")
    assert stub.sent == [("oABC", "一"), ("oABC", "二")]


@pytest.mark.parametrize("errcode", [45015, 45047, 40003])
async def test_an_errcode_is_raised_at_once(api: WeChatApi, stub: WeChatStub, errcode: int) -> None:
    stub.always = errcode
    with pytest.raises(WeChatError) as caught:
        await api.send_text("oABC", "好")
    assert (caught.value.errcode, caught.value.retryable) == (errcode, False)
    assert len(stub.calls) == 1


async def test_a_refusal_is_logged_with_wechats_number_and_nothing_of_the_resident(
    api: WeChatApi, stub: WeChatStub
) -> None:
    stub.faults.append(45015)
    with structlog.testing.capture_logs() as logs, pytest.raises(WeChatError):
        await api.send_text("oABC", "张三您好")
    (line,) = logs
    assert line == {
        "event": "wechat_refused",
        "log_level": "warning",
        "path": "/cgi-bin/message/custom/send",
        "errcode": 45015,
        "rid": RID,
    }


@pytest.mark.parametrize("fault", ["http500", "garbage", "redirect", -1])
async def test_what_went_wrong_on_the_way_may_be_repeated(
    api: WeChatApi, stub: WeChatStub, fault: Fault
) -> None:
    stub.faults.append(fault)
    with pytest.raises(WeChatError) as caught:
        await api.send_text("oABC", "好")
    assert (caught.value.errcode, caught.value.retryable) == (-1, True)
    assert "token-1" not in str(caught.value)


async def test_wechat_hangs(
    http: aiohttp.ClientSession, make: MakeStore, base: str, stub: WeChatStub
) -> None:
    tokens = make()
    await tokens.get()
    stub.faults.append("hang")
    with pytest.raises(WeChatError) as caught:
        await WeChatApi(http, tokens, base, seconds=0.05).send_text("oABC", "好")
    assert (caught.value.errcode, caught.value.retryable) == (-1, True)


async def test_wechat_cannot_be_reached(http: aiohttp.ClientSession, redis: Redis, moment: Moment) -> None:
    store = TokenStore(http, redis, "http://127.0.0.1:1", APP_ID, SECRET, moment)
    with pytest.raises(WeChatError) as caught:
        await WeChatApi(http, store, "http://127.0.0.1:1").send_text("oABC", "好")
    assert (caught.value.errcode, caught.value.retryable) == (-1, True)
    assert SECRET not in str(caught.value)
