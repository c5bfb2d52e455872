"""Under overload residents are asked to wait at once, emergencies are answered, and the engine recovers afterwards."""

import asyncio
from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.common.message import Channel, Message
from bot.common.metrics import Metrics
from bot.conversation.engine import Engine, Limits, TurnResult
from bot.conversation.session_store.store import SessionStore
from bot.services import SERVICES
from tests.stage import Stage


def engine(
    stage: Stage, limits: Limits, *, sessions: SessionStore | None = None, metrics: Metrics | None = None
) -> Engine:
    sessions = sessions or stage.sessions
    return Engine(
        SERVICES, stage.snapshot, sessions, stage.database, lambda: stage.now, metrics, limits=limits
    )


async def said(engine: Engine, text: str, number: int, user: str = "web:u") -> TurnResult:
    return await engine.turn(Message(f"{user}:{number}", user, Channel.WEB, text=text))


async def test_who_comes_on_top_is_asked_to_wait_and_an_emergency_is_not(stage: Stage) -> None:
    metrics = Metrics()
    small = engine(stage, Limits(at_once=3), metrics=metrics)
    async with stage.sessions.open("web:slow"):  # three messages wait for their resident's earlier turn
        waiting = [asyncio.create_task(said(small, "你好", number, "web:slow")) for number in range(3)]
        await asyncio.sleep(0.05)
        turned = await said(small, "有什么课", 1)
        assert (turned.taken, turned.replies[0].text[:8]) == (False, "现在问的人多，请")
        urgent = await said(small, "我家着火了", 2)
        assert urgent.taken
        assert urgent.replies[0].urgent
        assert "119" in urgent.replies[0].text
    assert all(turned.taken for turned in await asyncio.gather(*waiting))
    assert (await said(small, "有什么课", 3)).taken
    assert b'bot_turns_total{channel="web",outcome="busy"} 1.0' in metrics.text()


async def test_a_resident_has_so_many_messages_a_minute_over_all_processes(stage: Stage) -> None:
    limits = Limits(a_minute=4)
    elsewhere = SessionStore(stage.redis, stage.database.cipher, lambda: stage.now)
    here, there = engine(stage, limits), engine(stage, limits, sessions=elsewhere)
    first = [
        await said(answering, "你好", number) for number, answering in enumerate([here, there, here, there])
    ]
    assert all(turned.taken for turned in first)
    assert not (await said(here, "你好", 5)).taken
    assert not (await said(there, "你好", 6)).taken
    assert (await said(there, "家里煤气漏了好大味道", 7)).replies[0].urgent
    assert (await said(here, "你好", 8, "web:somebody-else")).taken
    again = await said(here, "你好", 3)
    assert (again.repeated, again.taken) == (True, True)  # a retry gets its answer
    [key] = [key async for key in stage.redis.scan_iter("*:said") if await stage.redis.get(key) != b"1"]
    assert timedelta(seconds=50) < timedelta(seconds=await stage.redis.ttl(key)) <= timedelta(minutes=1)


@pytest.mark.parametrize("lost", ["scripts", "everything"])
async def test_the_count_goes_with_redis_and_nobody_is_shut_out(
    stage: Stage, redis: Redis, lost: str
) -> None:
    limited = engine(stage, Limits(a_minute=1))
    assert (await said(limited, "你好", 1)).taken
    assert not (await said(limited, "你好", 2)).taken
    await (redis.script_flush() if lost == "scripts" else redis.flushall())
    assert (await said(limited, "你好", 3)).taken is (lost == "everything")
