"""What the chat page's history keeps, for how long, and how."""

from datetime import timedelta

from redis.asyncio import Redis

from bot.channels.web.history import KEPT_SECONDS, MOST_BYTES, MOST_LINES, History, HistoryLine
from bot.common.cipher import Cipher, new_key
from tests.unit.channels.web_stage import NOW


def _line(text: str, said: str = "") -> HistoryLine:
    return HistoryLine("bot", text, NOW, id=said)


async def test_history_keeps_the_last_fifty_for_a_day_and_sealed(redis: Redis, history: History) -> None:
    for number in range(MOST_LINES + 5):
        await history.append("web:me", [_line(f"第{number}句")])
    lines = await history.load("web:me")
    assert [line.text for line in lines] == [f"第{number}句" for number in range(5, MOST_LINES + 5)]
    (key,) = await redis.keys("history:*")
    assert b"web:me" not in key
    assert 0 < await redis.ttl(key) <= KEPT_SECONDS
    async with redis.pipeline() as pipe:
        pipe.lrange(key, 0, -1)
        (sealed,) = await pipe.execute()
    assert not any("句".encode() in line for line in sealed)
    await history.append("web:me", [])
    assert len(await history.load("web:me")) == MOST_LINES


async def test_a_history_of_long_lines_is_bounded_in_bytes(redis: Redis, history: History) -> None:
    for _ in range(MOST_LINES):
        await history.append("web:me", [_line("长" * 2000)])
    lines = await history.load("web:me")
    assert 0 < len(lines) < MOST_LINES
    assert {line.text for line in lines} == {"长" * 2000}
    (key,) = await redis.keys("history:*")
    assert (await redis.memory_usage(key) or 0) < MOST_BYTES * 1.25
    await history.append("web:me", [_line("很长" * 20_000)])  # the newest line stays in any case
    assert len(await history.load("web:me")) == 1


async def test_of_too_many_histories_those_go_that_rested_longest(redis: Redis) -> None:
    history = History(redis, Cipher(new_key()), most=2)
    for minute, user in enumerate(["web:a", "web:b", "web:a", "web:c"]):
        await history.append(user, [HistoryLine("bot", "你好", NOW + timedelta(minutes=minute))])
    await redis.set("a-session", 1)
    assert [len(await history.load(user)) for user in ("web:a", "web:b", "web:c")] == [2, 0, 1]
    assert len(await redis.keys("history:*")) == await redis.zcard("histories") == 2
    await history.forget("web:a")
    await history.append("web:d", [HistoryLine("bot", "你好", NOW + timedelta(minutes=9))])
    assert [len(await history.load(user)) for user in ("web:a", "web:c", "web:d")] == [0, 1, 1]
    later = NOW + timedelta(seconds=KEPT_SECONDS + 600)
    await history.append("web:e", [HistoryLine("bot", "你好", later)])
    assert await redis.zcard("histories") == 1  # the others have expired by themselves
    assert await redis.exists("a-session")


async def test_history_of_another_key_or_of_no_server_is_empty(redis: Redis, history: History) -> None:
    await history.append("web:me", [_line("你好")])
    assert await History(redis, Cipher(new_key())).load("web:me") == []
    gone = Redis.from_url("unix:///nowhere/valkey.sock")
    away = History(gone, Cipher(new_key()))
    await away.append("web:me", [_line("你好")])
    assert await away.load("web:me") == []
    await gone.aclose()


async def test_an_emergency_that_was_resent_is_in_the_history_once(history: History) -> None:
    for _ in range(2):
        await history.append("web:me", [HistoryLine("me", "着火了", NOW, id="a"), _line("打119", "a")])
    await history.append("web:me", [HistoryLine("me", "着火了", NOW, id="b"), _line("打119", "b")])
    assert [line.id for line in await history.load("web:me")] == ["a", "a", "b", "b"]
