"""REDIS_URL names a real cluster or sentinels: conversations, limits, claims and tokens, also when a node is killed."""

import asyncio
import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from aiohttp.test_utils import TestServer, make_mocked_request
from redis.asyncio import Redis
from redis.asyncio.cluster import RedisCluster
from redis.asyncio.connection import Connection
from redis.exceptions import RedisError

from bot.channels.deduplicator import Deduplicator
from bot.channels.rate_limiter import Proxies, RateLimiter
from bot.channels.response_timer import SharedTimer
from bot.channels.web.history import History, HistoryLine
from bot.common.clock import china_now
from bot.common.message import Channel, Message, Reply
from bot.common.text import plain
from bot.content.snapshot import Content
from bot.conversation.content_snapshot import ContentSnapshot
from bot.conversation.engine import TurnResult
from bot.conversation.say.wording import Wording
from bot.integrations.redis.client import connect
from bot.integrations.wechat.token import TokenStore
from bot.services.enrolment import records as enrolments
from bot.understanding.pipeline import Understanding
from tests.databases import fresh_sqlite, opened
from tests.stage import Stage
from tests.system.wechat_stub import APP_ID, SECRET, WeChatStub
from tests.valkey_sets import Cluster, Node, cluster, watched

CONVERSATION = ("给我妈报家政", "周六的", "要带什么", "{name}", "{phone}", "对")
NAMES = ("张秀英", "李桂兰", "王建国", "陈海燕", "刘丽华", "杨晓梅")
REMEMBERED, FORGOTTEN = "叫什么名字", "记不住"


class Company:
    """The parts of a process that use Redis, all on one client."""

    def __init__(self, redis: Redis, stage: Stage) -> None:
        self.redis = redis
        self.stage = stage

    async def says(self, text: str, user: str = "me") -> str:
        return plain((await self.stage.say(text, user)).replies)

    async def enrols(self, number: int) -> None:
        about = {"name": NAMES[number], "phone": f"1380000000{number}"}
        heard = [await self.says(text.format(**about), f"resident-{number}") for text in CONVERSATION]
        assert "周六上午班" in heard[0]
        assert "围裙" in heard[2]
        assert "报好了" in heard[-1]


@asynccontextmanager
async def company(
    url: str, content: Content, understanding: Understanding, folder: Path
) -> AsyncIterator[Company]:
    redis = connect(url)
    snapshot = ContentSnapshot(content, understanding, Wording(content.replies))
    async with opened(fresh_sqlite(folder)) as database:
        try:
            yield Company(redis, Stage(snapshot, database, redis))
        finally:
            await redis.aclose()


@pytest.mark.parametrize("kind", ["cluster", "sentinel"])
async def test_everything_that_uses_redis_works_on_several(
    content: Content, understanding: Understanding, tmp_path: Path, kind: str
) -> None:
    async with (
        cluster() if kind == "cluster" else watched() as servers,
        company(servers.url, content, understanding, tmp_path) as running,
    ):
        await asyncio.gather(*(running.enrols(number) for number in range(len(NAMES))))
        async with running.stage.database.work() as work:
            assert {row.name for row in await enrolments.every(work)} == set(NAMES)
        await _the_door_counts(running.redis)
        await _a_message_is_claimed_once(running.redis)
        await _one_token_for_all(running.redis)
        await _history_is_kept(running)
        if isinstance(servers, Cluster):
            assert all([await _keys(node) for node in servers.nodes])


async def _the_door_counts(redis: Redis) -> None:
    doors = [RateLimiter(redis, 3, Proxies("127.0.0.1")) for _ in range(2)]
    for address in ("1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4"):
        headers = {"X-Forwarded-For": address}
        request = make_mocked_request("GET", "/", headers=headers, transport=_Transport())
        admitted = [await doors[number % 2].admits(request) for number in range(5)]
        assert admitted == [True] * 3 + [False] * 2


class _Transport(asyncio.Transport):
    def get_extra_info(self, name: str, default: object = None) -> object:
        return ("127.0.0.1", 1) if name == "peername" else default


class _Slow:
    """An engine that answers when it may."""

    def __init__(self) -> None:
        self.may = asyncio.Event()

    async def turn(self, message: Message) -> TurnResult:
        await self.may.wait()
        return TurnResult((Reply("答"),), repeated=True)

    async def park(self, user: str, replies: Sequence[Reply]) -> bool:
        return True


async def _a_message_is_claimed_once(redis: Redis) -> None:
    sent: list[str] = []

    async def send(openid: str, text: str) -> None:
        sent.append(openid)

    engines = [_Slow(), _Slow()]
    ones = [
        Deduplicator(engine, send, redis, SharedTimer(0.05), lambda: "在查", lambda replies: replies[0].text)
        for engine in engines
    ]
    messages = [Message(f"id-{number}", f"wechat:o{number}", Channel.WECHAT) for number in range(8)]
    now = asyncio.get_running_loop().time()
    answers = await asyncio.gather(
        *(deduplicator.answer(message, now) for deduplicator in ones for message in messages)
    )
    assert set(answers) == {"在查"}
    for engine in engines:
        engine.may.set()
    for deduplicator in ones:
        await deduplicator.close()
    assert sorted(sent) == [f"o{number}" for number in range(8)]


async def _one_token_for_all(redis: Redis) -> None:
    stub = WeChatStub()
    async with TestServer(stub.application()) as server, aiohttp.ClientSession() as http:
        base = str(server.make_url("/"))
        stores = [TokenStore(http, redis, base, APP_ID, SECRET, china_now) for _ in range(4)]
        assert await asyncio.gather(*(store.get() for store in stores)) == [stub.token] * 4
    assert len(stub.forces) == 1


async def _history_is_kept(running: Company) -> None:
    history = History(running.redis, running.stage.database.cipher)
    for number in range(6):
        await history.append(f"web:{number}", [HistoryLine("me", f"问{number}", china_now())])
    for number in range(6):
        assert [line.text for line in await history.load(f"web:{number}")] == [f"问{number}"]
        await history.forget(f"web:{number}")
        assert await history.load(f"web:{number}") == []


async def test_residents_of_other_nodes_go_on_when_one_is_gone(
    content: Content, understanding: Understanding, tmp_path: Path
) -> None:
    async with cluster() as servers, company(servers.url, content, understanding, tmp_path) as running:
        redis: object = running.redis
        assert isinstance(redis, RedisCluster)
        assert "周六上午班" in await running.says("我想报家政", "resident-0")
        homes = _homes(running, redis)
        lost = servers.nodes[0]
        theirs, others = homes.pop(lost.port), [user for users in homes.values() for user in users]
        for user in (*theirs, *others):
            assert "周六上午班" in await running.says("我想报家政", user)
        lost.kill()
        running.stage.wait(seconds=2)
        # All at once: who waits for the lost one holds nobody else up.
        heard = await asyncio.gather(*(running.says("周六的", user) for user in (*others, *theirs, *others)))
        assert all(REMEMBERED in said for said in heard[: len(others)])
        for user in others:
            assert "围裙" in await running.says("要带什么", user)
        for user in theirs:
            assert "台风" in await running.says("台风来了怎么办", user)
            assert "119" in await running.says("我家着火了", user)
            assert FORGOTTEN in await running.says("我想报家政", user)
        for _ in range(8):
            with pytest.raises(RedisError):
                await running.redis.get(_key(running, theirs[0]))
        assert _connections_to(lost.port) < 8, "a node that is gone for long fills the memory"
        lost.start()
        await lost.answers()
        async with asyncio.timeout(30):
            while REMEMBERED not in await running.says("周六的", theirs[0]):
                await asyncio.sleep(0.1)


async def test_a_command_outlives_its_connection_being_closed_by_another_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """redis-py closes a node's idle connections after an error, also one that was just taken up."""
    name = "_send_packed_command"
    write = getattr(Connection, name)
    closed: list[Connection] = []

    async def close_in_between(connection: Connection, packed: bytes) -> None:
        closed.append(connection)
        await connection.disconnect(nowait=True)
        monkeypatch.undo()
        await write(connection, packed)

    async with cluster() as servers:
        client = connect(servers.url)
        await client.set("before", "1")
        monkeypatch.setattr(Connection, name, close_in_between)
        await client.set("after", "2")
        assert len(closed) == 1
        assert [await client.get(key) for key in ("before", "after")] == [b"1", b"2"]
        await client.aclose()


def _connections_to(port: int) -> int:
    """How many connections of this process to a node are in memory."""
    return sum(isinstance(thing, Connection) and thing.port == port for thing in gc.get_objects())


def _homes(running: Company, redis: RedisCluster) -> dict[int, list[str]]:
    """Two residents of each node, by its port."""
    homes: dict[int, list[str]] = {}
    for number in range(60):
        node = redis.get_node_from_key(_key(running, user := f"resident-{number}"))
        assert node is not None
        homes.setdefault(int(node.port), []).append(user)
    assert len(homes) == 3
    return {port: users[:2] for port, users in homes.items()}


def _key(running: Company, user: str) -> str:
    return f"bot:{{{running.stage.database.cipher.index('session', f'terminal:{user}')}}}:session"


async def test_a_conversation_outlives_the_primary_of_the_sentinels(
    content: Content, understanding: Understanding, tmp_path: Path
) -> None:
    async with watched() as servers, company(servers.url, content, understanding, tmp_path) as running:
        for text in CONVERSATION[:2]:
            heard = await running.says(text)
        assert REMEMBERED in heard
        async with servers.primary.client as client:
            assert await client.wait(1, 5000) == 1
        servers.primary.kill()
        running.stage.wait(seconds=2)
        assert "台风" in await running.says("台风来了怎么办", "another")
        async with asyncio.timeout(60):
            while "手机" not in await running.says("张秀英"):
                await asyncio.sleep(0.1)
        for text in ("13812345678", "对"):
            heard = await running.says(text)
        assert "报好了" in heard
        assert await _keys(servers.replica)


async def _keys(node: Node) -> int:
    async with node.client as client:
        return int(await client.dbsize())
