"""Sessions are stored sealed, expire, and serialize a resident's turns."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta

import pytest
from redis.asyncio import Redis

from bot.common.cipher import Cipher, new_key
from bot.conversation.session import FormState
from bot.conversation.session_store.leases import LockTimes
from bot.conversation.session_store.store import SessionStore
from bot.integrations.redis.client import connect

NOW = datetime(2026, 5, 6, 1, 0, tzinfo=UTC)
KEY = new_key()


class HandClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def store(redis: Redis, valkey_url: str, clock: HandClock, fast: bool) -> AsyncIterator[SessionStore]:
    client = connect(valkey_url)
    yield SessionStore(client, Cipher(KEY), clock, fast=fast)
    await client.aclose()


async def say(store: SessionStore, user: str, rest: str) -> str:
    """A turn that adds to what was said; what it found."""
    async with store.open(user) as held:
        found = held.session.rest
        held.session.rest += rest
        held.session.seen_at = NOW
        await held.save()
        return found


async def queued(answer: Awaitable[int] | int) -> int:
    """Redis-py's types do not say that its asyncio client answers later."""
    assert not isinstance(answer, int)
    return await answer


async def test_nothing_of_a_resident_stays_in_the_process(store: SessionStore) -> None:
    async def fails() -> None:
        async with store.open("u"):
            raise ValueError("as it may")

    turns = [say(store, "u", "x"), say(store, "v", "y"), fails(), say(store, "u", "z")]
    answers = await asyncio.gather(*turns, return_exceptions=True)
    assert [answer for answer in answers if isinstance(answer, str)] == ["", "", "x"]
    assert len(store) == 0


async def test_saved_and_found_again(store: SessionStore) -> None:
    async with store.open("u") as held:
        assert held.fresh
        assert not held.away
        assert held.session.user == "u"
        held.session.turn = 7
        assert await held.save()
        assert not await held.save()
    async with store.open("u") as held:
        assert not held.fresh
        assert held.session.turn == 7
    async with store.open("other") as held:
        assert held.fresh


async def test_peeked_at_without_waiting(store: SessionStore) -> None:
    assert await store.peek("a") is None
    await say(store, "a", "一")
    async with store.open("a") as held:
        held.session.rest = "二"
        peeked = await store.peek("a")
        assert peeked is not None
        assert peeked.rest == "一"
        await held.save()
    assert await say(store, "a", "") == "二"


async def test_left_without_save(store: SessionStore) -> None:
    async def broken() -> None:
        async with store.open("u") as held:
            held.session.turn = 7
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await broken()
    async with asyncio.timeout(1), store.open("u") as held:
        assert held.fresh


async def test_a_form_becomes_a_draft(store: SessionStore, clock: HandClock) -> None:
    async with store.open("u") as held:
        held.session.form = FormState("enrol", {"name": "张三"})
        held.session.seen_at = NOW
        await held.save()
    clock.now += timedelta(minutes=31)
    async with store.open("u") as held:
        assert held.session.form is None
        assert held.session.draft == FormState("enrol", {"name": "张三"})


async def test_sealed_hashed_and_forgotten_in_a_day(store: SessionStore, redis: Redis) -> None:
    await say(store, "wechat:oABC", "13800000000")
    assert [key async for key in redis.scan_iter("*oABC*")] == []
    (key,) = [key async for key in redis.scan_iter("*:session")]
    assert b"13800000000" not in (await redis.get(key) or b"")
    assert timedelta(hours=23, minutes=59) < timedelta(seconds=await redis.ttl(key)) <= timedelta(hours=24)
    (count,) = {key async for key in redis.scan_iter("*")} - {key}  # how much they said, for a minute
    assert (await redis.get(count), 0 < await redis.ttl(count) <= 60) == (b"1", True)


async def test_unreadable_or_broken_begins_afresh(store: SessionStore, redis: Redis, valkey_url: str) -> None:
    await say(store, "u", "x")
    (key,) = [key async for key in redis.scan_iter("*:session")]
    for broken in (
        b"nonsense",
        Cipher(new_key()).seal(b"{}"),
        Cipher(KEY).seal(b'{"user":"u","version":99}'),
    ):
        await redis.set(key, broken)
        async with store.open("u") as held:
            assert held.fresh


async def test_two_round_trips(store: SessionStore, redis: Redis) -> None:
    await say(store, "u", "x")

    async def scripts() -> int:
        stats = await redis.info("commandstats")
        whole = int(
            stats.get("cmdstat_eval", {"calls": 0})["calls"]
        )  # other tests may have used the server before
        return int(stats["cmdstat_evalsha"]["calls"]) + 100 * whole

    before = await scripts()
    await say(store, "u", "x")
    assert await scripts() - before == 2


async def test_the_scripts_survive_a_flush(store: SessionStore, redis: Redis) -> None:
    await say(store, "u", "x")
    await redis.script_flush()
    assert await say(store, "u", "y") == "x"


async def test_in_order_in_one_process(store: SessionStore) -> None:
    found = await asyncio.gather(*(say(store, "u", f"{number} ") for number in range(30)))
    assert found == ["".join(f"{n} " for n in range(number)) for number in range(30)]


async def test_in_order_over_two_stores(
    store: SessionStore, valkey_url: str, clock: HandClock, fast: bool
) -> None:
    client = connect(valkey_url)
    stores = [store, SessionStore(client, Cipher(KEY), clock, fast=fast)]
    turns: list[asyncio.Task[str]] = []
    async with store.open("u"):
        for number in range(12):
            turns.append(asyncio.create_task(say(stores[number // 2 % 2], "u", f"{number} ")))
            await asyncio.sleep(0.05)
    found = await asyncio.gather(*turns)
    await client.aclose()
    assert found == ["".join(f"{n} " for n in range(number)) for number in range(12)]


async def test_residents_do_not_wait_for_each_other(store: SessionStore) -> None:
    async with asyncio.timeout(2), AsyncExitStack() as stack:
        for number in range(100):
            await stack.enter_async_context(store.open(f"u{number}"))


_CHILD = """
import asyncio, sys
from datetime import timedelta
from bot.common.clock import china_now
from bot.conversation.session_store.leases import LockTimes
from bot.conversation.session_store.store import SessionStore
from bot.integrations.redis.client import connect
from bot.common.cipher import Cipher

async def main(url, key, mode):
    client = connect(url)
    store = SessionStore(client, Cipher(key), china_now, LockTimes(lease=timedelta(seconds=1)))
    if mode == "hold":
        async with store.open("u"):
            print("held", flush=True)
            await asyncio.sleep(60)
    for _ in range(50):
        async with store.open("u") as held:
            held.session.turn += 1
            await held.save()
    await client.aclose()

asyncio.run(main(*sys.argv[1:]))
"""


async def test_nothing_is_lost_over_processes(store: SessionStore, valkey_url: str) -> None:
    children = [
        await asyncio.create_subprocess_exec(sys.executable, "-c", _CHILD, valkey_url, KEY, "count")
        for _ in range(3)
    ]
    assert [await child.wait() for child in children] == [0, 0, 0]
    async with store.open("u") as held:
        assert held.session.turn == 150


async def test_a_process_that_dies_holds_its_resident_for_a_lease_only(
    store: SessionStore, valkey_url: str
) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _CHILD, valkey_url, KEY, "hold", stdout=asyncio.subprocess.PIPE
    )
    assert child.stdout
    await child.stdout.readline()
    child.kill()
    await child.communicate()
    async with asyncio.timeout(5), store.open("u") as held:
        assert not held.away


async def test_a_waiter_that_dies_is_passed_over(redis: Redis, clock: HandClock, fast: bool) -> None:
    store = SessionStore(redis, Cipher(KEY), clock, LockTimes(stale=timedelta(milliseconds=200)), fast=fast)
    async with store.open("u"):
        (queue,) = [key async for key in redis.scan_iter("*:queue")]
        await queued(redis.rpush(queue.decode(), "dead"))
        await queued(redis.hset(queue.replace(b":queue", b":seen").decode(), "dead", "1"))
        waiting = asyncio.create_task(say(store, "u", "x"))
        await asyncio.sleep(0.05)
    async with asyncio.timeout(0.5):
        await waiting


async def test_a_long_turn_keeps_its_lease(
    redis: Redis, valkey_url: str, clock: HandClock, fast: bool
) -> None:
    client = connect(valkey_url)
    times = LockTimes(lease=timedelta(milliseconds=300), stale=timedelta(milliseconds=200))
    short, other = (SessionStore(client, Cipher(KEY), clock, times, fast=fast) for _ in range(2))
    async with short.open("u") as held:
        second = asyncio.create_task(say(other, "u", "second"))
        await asyncio.sleep(1)
        assert not second.done()
        held.session.rest = "first "
        assert await held.save()
    assert await second == "first "
    await client.aclose()


async def test_who_lost_the_lease_does_not_overwrite(
    redis: Redis, valkey_url: str, clock: HandClock, fast: bool
) -> None:
    stale = timedelta(milliseconds=100)
    client = connect(valkey_url)
    hanging = LockTimes(lease=timedelta(milliseconds=300), stale=stale, max_leases=1)
    short = SessionStore(client, Cipher(KEY), clock, hanging, fast=fast)
    other = SessionStore(client, Cipher(KEY), clock, LockTimes(stale=stale), fast=fast)
    async with short.open("u") as held:
        await asyncio.sleep(0.35)
        async with asyncio.timeout(2):
            await say(other, "u", "newer")
        held.session.rest = "older"
        assert not await held.save()
        assert not held.away
    assert await say(other, "u", "") == "newer"
    await client.aclose()


async def test_a_cancelled_waiter_leaves_the_queue(store: SessionStore, redis: Redis) -> None:
    async with store.open("u"):
        waiting = asyncio.create_task(say(store, "u", "never"))
        await asyncio.sleep(0.05)
        waiting.cancel()
        await asyncio.wait([waiting])
        (queue,) = [key async for key in redis.scan_iter("*:queue")]
        assert await queued(redis.llen(queue.decode())) == 1
    assert await say(store, "u", "x") == ""
