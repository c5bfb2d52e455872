"""Scripts on a real Valkey: whoever asks gets an answer or an error, whatever goes wrong on the way."""

import asyncio

import pytest
from redis.asyncio import Redis
from redis.asyncio.connection import Connection
from redis.exceptions import ResponseError

from bot.gateways.scripts import Scripts

ECHO = "return ARGV[1]"


async def test_many_at_once_each_get_their_own_answer(redis: Redis) -> None:
    scripts = Scripts(redis, 5)
    answers = await asyncio.gather(*(scripts.run(ECHO, ["k"], (number,)) for number in range(200)))
    assert answers == [str(number).encode() for number in range(200)]


async def test_one_bad_script_spoils_none_of_its_batch(redis: Redis) -> None:
    scripts = Scripts(redis, 5)
    answers = await asyncio.gather(
        scripts.run("return redis.call('HGET')", ["k"], ()),
        scripts.run(ECHO, ["k"], ("good",)),
        return_exceptions=True,
    )
    assert isinstance(answers[0], ResponseError)
    assert answers[1] == b"good"


async def test_a_server_that_forgot_its_scripts_is_taught_again(redis: Redis) -> None:
    scripts = Scripts(redis, 5)
    await scripts.run(ECHO, ["k"], (1,))
    await redis.script_flush()
    assert await scripts.run(ECHO, ["k"], (2,)) == b"2"


async def test_a_fault_of_our_own_reaches_who_waits(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    async def faulty(self: Connection, *_: object) -> None:
        raise AttributeError("not of Redis")

    scripts = Scripts(redis, 5)
    with monkeypatch.context() as patch:
        patch.setattr("redis.asyncio.connection.AbstractConnection.send_packed_command", faulty)
        async with asyncio.timeout(60):
            with pytest.raises(AttributeError):
                await scripts.run(ECHO, ["k"], (1,))
    assert await scripts.run(ECHO, ["k"], (2,)) == b"2"
