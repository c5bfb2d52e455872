"""What the chat page's history keeps, for how long, and how."""

from redis.asyncio import Redis

from bot.channels.web.history import KEPT_SECONDS, MOST_LINES, History, HistoryLine
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
