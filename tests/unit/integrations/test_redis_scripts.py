"""Scripts on a real Valkey, in batches and one by one: each call gets its answer or an error, whatever goes wrong."""

import asyncio
import ssl
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import uvloop
from redis.asyncio import Redis
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import ResponseError

from bot.integrations.redis.client import connect
from bot.integrations.redis.script_runner import script_runner_of
from bot.integrations.redis.shared_connection import SharedConnection

ECHO = "return ARGV[1]"


async def test_many_at_once_each_get_their_own_answer(redis: Redis, fast: bool) -> None:
    scripts = script_runner_of(redis, 5, fast=fast)
    answers = await asyncio.gather(*(scripts.run(ECHO, ["k"], (number,)) for number in range(200)))
    assert answers == [str(number).encode() for number in range(200)]


async def test_one_bad_script_spoils_none_of_its_batch(redis: Redis, fast: bool) -> None:
    scripts = script_runner_of(redis, 5, fast=fast)
    answers = await asyncio.gather(
        scripts.run("return redis.call('HGET')", ["k"], ()),
        scripts.run(ECHO, ["k"], ("good",)),
        return_exceptions=True,
    )
    assert isinstance(answers[0], ResponseError)
    assert answers[1] == b"good"


async def test_a_server_that_forgot_its_scripts_is_taught_again(redis: Redis, fast: bool) -> None:
    scripts = script_runner_of(redis, 5, fast=fast)
    await scripts.run(ECHO, ["k"], (1,))
    await redis.script_flush()
    assert await scripts.run(ECHO, ["k"], (2,)) == b"2"


async def test_an_error_of_the_programme_reaches_the_caller(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(*_: object) -> None:
        raise AttributeError("not of Redis")

    scripts = script_runner_of(redis, 5, fast=True)
    assert await scripts.run(ECHO, ["k"], (0,)) == b"0"
    with monkeypatch.context() as patch:
        patch.setattr(SharedConnection, "send", faulty)
        async with asyncio.timeout(60):
            with pytest.raises(AttributeError):
                await scripts.run(ECHO, ["k"], (1,))
    assert await scripts.run(ECHO, ["k"], (2,)) == b"2"


async def test_what_cannot_be_sent_is_the_askers_own_fault(redis: Redis, fast: bool) -> None:
    scripts = script_runner_of(redis, 5, fast=fast)
    answers = await asyncio.gather(
        scripts.run(ECHO, ["k"], (None,)),  # type: ignore[arg-type]
        scripts.run(ECHO, ["k"], ("good",)),
        return_exceptions=True,
    )
    assert isinstance(answers[0], Exception)
    assert answers[1] == b"good"


async def test_a_line_that_breaks_is_made_anew_and_what_had_no_answer_is_asked_again(
    redis: Redis, valkey_url: str, fast: bool
) -> None:
    async with connect(valkey_url) as client:
        scripts = script_runner_of(client, 5, fast=fast)
        for _ in range(70):  # more often than the pool has connections
            asked = [asyncio.create_task(scripts.run(ECHO, ["k"], (number,))) for number in range(5)]
            await asyncio.sleep(0)
            await redis.client_kill_filter(_type="normal", skipme=True)
            assert await asyncio.gather(*asked) == [str(number).encode() for number in range(5)]
        assert await scripts.run(ECHO, ["k"], ("after",)) == b"after"


async def test_a_line_that_always_breaks_is_an_error(redis: Redis, valkey_url: str, fast: bool) -> None:
    path = valkey_url.partition("//")[2].partition("?")[0]
    broken = 0

    async def upwards(reader: asyncio.StreamReader, server: asyncio.StreamWriter) -> None:
        nonlocal broken
        while data := await reader.read(65536):
            if b"EVALSHA" in data and broken < limit:
                broken += 1
                break
            server.write(data)
        server.close()

    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, server = await asyncio.open_unix_connection(path)
        up = asyncio.create_task(upwards(reader, server))
        while data := await answers.read(65536):
            writer.write(data)
        writer.close()
        await up

    async with await asyncio.start_server(served, "127.0.0.1") as proxy:
        port = proxy.sockets[0].getsockname()[1]
        async with connect(f"redis://127.0.0.1:{port}") as client:
            scripts, limit = script_runner_of(client, 5, fast=fast), 3
            assert await scripts.run(ECHO, ["k"], ("soon",)) == b"soon"
            assert broken == 3
            limit = 1_000
            with pytest.raises(RedisConnectionError):
                await scripts.run(ECHO, ["k"], ("never",))
            assert broken == 3 + 9
            limit = 0
            assert await scripts.run(ECHO, ["k"], ("after",)) == b"after"


async def test_a_server_that_hangs_fails_all_who_wait_and_is_asked_again(redis: Redis, fast: bool) -> None:
    scripts = script_runner_of(redis, 0.3, fast=fast)
    assert await scripts.run(ECHO, ["k"], (0,)) == b"0"
    await redis.client_pause(1000)
    first = asyncio.create_task(scripts.run(ECHO, ["k"], (1,)))
    await asyncio.sleep(0.1)
    answers = await asyncio.gather(first, scripts.run(ECHO, ["k"], (2,)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [TimeoutError] * 2
    await redis.client_unpause()
    assert await scripts.run(ECHO, ["k"], (3,)) == b"3"


@pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_over_tls(
    valkey_url: str, tmp_path: Path, loop: Callable[[], asyncio.AbstractEventLoop], fast: bool
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
    named = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made, *named], check=True, capture_output=True)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    path = valkey_url.partition("//")[2].partition("?")[0]

    async def pumped(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(65536):
            writer.write(data)
        writer.close()

    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_unix_connection(path)
        await asyncio.gather(pumped(reader, back), pumped(there, writer))

    async def asked() -> None:
        async with await asyncio.start_server(served, "localhost", ssl=tls) as proxy:
            port = proxy.sockets[0].getsockname()[1]
            async with connect(f"rediss://localhost:{port}?ssl_ca_certs={certificate}") as client:
                scripts = script_runner_of(client, 5, fast=fast)
                calls = 50 if fast else 3  # the plain way makes a connection for each at once
                answers = await asyncio.gather(
                    *(scripts.run(ECHO, ["k"], (number,)) for number in range(calls))
                )
                assert answers == [str(number).encode() for number in range(calls)]
                long = "长" * 500_000
                assert await scripts.run(ECHO, ["k"], (long,)) == long.encode()

    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(asked())


async def test_who_goes_away_leaves_the_others_their_answers(redis: Redis, fast: bool) -> None:
    scripts = script_runner_of(redis, 5, fast=fast)
    asked = [asyncio.create_task(scripts.run(ECHO, ["k"], (number,))) for number in range(9)]
    await asyncio.sleep(0)
    for call in asked[::2]:
        call.cancel()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert answers[1::2] == [b"1", b"3", b"5", b"7"]


async def test_a_long_answer_in_pieces(redis: Redis, fast: bool) -> None:
    long = "长" * 500_000
    scripts = script_runner_of(redis, 5, fast=fast)
    assert await asyncio.gather(*(scripts.run(ECHO, ["k"], (long,)) for _ in range(3))) == [long.encode()] * 3
