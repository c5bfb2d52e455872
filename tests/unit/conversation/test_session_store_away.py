"""Redis goes away and comes back: turns stay quick, and raise nothing."""

import asyncio
import socket
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from bot.common.cipher import Cipher, new_key
from bot.common.clock import china_now
from bot.conversation.session_store.leases import LockTimes
from bot.conversation.session_store.store import SessionStore
from bot.integrations.redis.client import connect
from bot.integrations.valkey.server import embedded
from tests.valkeys import ValkeyServer, until_answers

VAULT = Cipher(new_key())


@pytest.fixture
def server() -> Iterator[ValkeyServer]:
    with tempfile.TemporaryDirectory(prefix="vk-") as folder, ValkeyServer(Path(folder), keep=True) as server:
        yield server


async def count(store: SessionStore) -> int:
    async with store.open("u") as held:
        held.session.turn += 1
        await held.save()
        return held.session.turn


async def until_served(store: SessionStore) -> None:
    """Until the store has its sessions again: who was refused leaves Redis in peace for a second, longer on a busy machine."""
    await counted_when_served(store, "another")


async def counted_when_served(store: SessionStore, user: str = "u") -> int:
    """The turns of this session with one more, as soon as it is there: a connection that broke is noticed at its next use."""
    for _ in range(300):
        async with store.open(user) as held:
            if not held.away:
                held.session.turn += 1
                await held.save()
                return held.session.turn
        await asyncio.sleep(0.1)
    raise AssertionError("the sessions do not come back")


async def test_gone_and_back(server: ValkeyServer, fast: bool) -> None:
    client = connect(server.url)
    store = SessionStore(client, VAULT, china_now, fast=fast)
    assert await count(store) == 1
    server.kill()
    began = time.monotonic()
    assert await store.peek("u") is None
    for _ in range(20):
        async with store.open("u") as held:
            assert held.away
            assert held.fresh
            assert not await held.save()
    assert time.monotonic() - began < 1.5
    server.start()
    await until_answers(server.url)
    assert await counted_when_served(store) == 2
    await client.aclose()


async def test_gone_in_the_middle_of_a_turn_and_nobody_waits_for_the_lease(
    server: ValkeyServer, fast: bool
) -> None:
    client = connect(server.url)
    store = SessionStore(client, VAULT, china_now, fast=fast)
    await count(store)
    async with store.open("u") as held:
        server.kill()
        assert not await held.save()
        assert held.away
    server.start()
    await until_answers(server.url)
    await until_served(store)
    began = time.monotonic()
    assert await counted_when_served(store) == 2
    assert time.monotonic() - began < 0.5
    await client.aclose()


async def test_a_crash_of_the_embedded_server_is_not_noticed(tmp_path: Path, fast: bool) -> None:
    async with embedded(tmp_path) as url:
        client = connect(url)
        store = SessionStore(client, VAULT, china_now, fast=fast)
        for number in range(1, 4):
            assert await count(store) == number
            # While it syncs, it does not write.
            while (await client.info("persistence"))["aof_buffer_length"]:
                await asyncio.sleep(0.01)
            for child in psutil.Process().children():
                if child.cwd() == str(tmp_path / "valkey"):
                    child.kill()
        await client.aclose()


async def test_who_was_given_back_just_before_a_crash_is_not_waited_for(
    server: ValkeyServer, fast: bool
) -> None:
    client = connect(server.url)
    store, other = (
        SessionStore(client, VAULT, china_now, LockTimes(lease=timedelta(hours=1)), fast=fast)
        for _ in ("this process", "another")
    )
    async with store.open("u") as held:
        keys = [key for key in await client.keys() if not key.endswith(b":session")]
        kept = {key: await client.dump(key) for key in keys}
        await held.save()
    assert len(kept) == 4
    for key, value in kept.items():  # the giving back was not on disk yet
        await client.restore(key, 0, value or b"", replace=True)
    async with asyncio.timeout(60):  # far less than the lease
        assert sorted(await asyncio.gather(count(other), count(store), count(store))) == [1, 2, 3]
    await client.aclose()


async def test_turns_of_a_resident_stay_in_order_without_redis(server: ValkeyServer, fast: bool) -> None:
    server.kill()
    client = connect(server.url)
    store = SessionStore(client, VAULT, china_now, fast=fast)
    order: list[str] = []

    async def turn(name: str) -> None:
        async with store.open("u"):
            order.append(f"{name} in")
            await asyncio.sleep(0.02)
            order.append(f"{name} out")

    await asyncio.gather(turn("a"), turn("b"))
    assert order == ["a in", "a out", "b in", "b out"]
    await client.aclose()


async def test_a_server_that_says_nothing(fast: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        now = datetime(2026, 5, 6, tzinfo=UTC)
        client = connect(f"redis://127.0.0.1:{silent.getsockname()[1]}")
        store = SessionStore(client, VAULT, lambda: now, fast=fast)
        began = time.monotonic()
        async with store.open("u") as held:
            assert held.away
        assert time.monotonic() - began < 2.5
        began = time.monotonic()
        async with store.open("u") as held:
            assert held.away
        assert time.monotonic() - began < 0.1
        now += timedelta(seconds=1)
        began = time.monotonic()
        async with store.open("u") as held:
            assert held.away
        assert time.monotonic() - began > 0.5
        await client.aclose()


async def test_a_full_server_is_as_good_as_away(server: ValkeyServer, fast: bool) -> None:
    client = connect(server.url)
    store = SessionStore(client, VAULT, china_now, fast=fast)
    await count(store)
    await client.config_set("maxmemory", "1")
    async with store.open("u") as held:
        assert held.away
    await client.aclose()
