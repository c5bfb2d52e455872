"""The embedded Valkey is shared by processes, keeps its data, is restarted, and ends with the last process."""

import asyncio
import contextlib
import os
import signal
import stat
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from redis.asyncio import Redis

from bot.common.errors import ConfigError
from bot.integrations.valkey import server_files as valkey_files
from bot.integrations.valkey.server import embedded
from tests.valkeys import until_answers

_OWNER = """
import asyncio, sys
from pathlib import Path
from bot.integrations.valkey.server import embedded

async def main():
    async with embedded(Path(sys.argv[1])) as url:
        print(url, flush=True)
        await asyncio.sleep(60)

asyncio.run(main())
"""


@contextlib.asynccontextmanager
async def another_process(data_dir: Path) -> AsyncIterator[tuple[asyncio.subprocess.Process, str]]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _OWNER, str(data_dir), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    try:
        yield process, (await process.stdout.readline()).decode().strip()
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


def servers(data_dir: Path) -> list[psutil.Process]:
    folder = data_dir.resolve() / "valkey"
    return [
        process
        for process in psutil.process_iter(["name", "cwd", "status"])
        if process.info["name"] == "valkey-server"
        and process.info["cwd"] == str(folder)
        and process.info["status"] != psutil.STATUS_ZOMBIE
    ]


async def gone(data_dir: Path) -> None:
    async with asyncio.timeout(5):
        while servers(data_dir):
            await asyncio.sleep(0.02)


async def ask(url: str, *command: str) -> object:
    async with Redis.from_url(url, decode_responses=True) as client:
        return await client.execute_command(*command)  # type: ignore[no-untyped-call]


async def test_as_it_should_be(tmp_path: Path) -> None:
    async with embedded(tmp_path) as url:
        for name, value in {
            "appendonly": "yes", "appendfsync": "everysec", "maxmemory-policy": "noeviction", "port": "0",
        }.items():  # fmt: skip
            assert await ask(url, "CONFIG", "GET", name) in ([name, value], {name: value})
        folder = tmp_path / "valkey"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((folder / "valkey.sock").stat().st_mode) == 0o700
    assert servers(tmp_path) == []


async def test_data_is_kept_over_a_stop_and_over_kill_9(tmp_path: Path) -> None:
    async with embedded(tmp_path) as url:
        await ask(url, "SET", "a", "1")
    async with embedded(tmp_path) as url:
        assert await ask(url, "GET", "a") == "1"
        await ask(url, "SET", "b", "2")
        servers(tmp_path)[0].kill()
        await asyncio.sleep(0.05)
        await until_answers(url)
        assert await ask(url, "GET", "b") == "2"
        assert len(servers(tmp_path)) == 1


async def test_nothing_is_left_after_kill_9_of_the_parent(tmp_path: Path) -> None:
    async with another_process(tmp_path) as (process, url):
        assert await ask(url, "PING") in {True, "PONG"}
        process.kill()
        await process.wait()
        await gone(tmp_path)


async def test_two_processes_share_one_and_the_survivor_starts_it_anew(tmp_path: Path) -> None:
    async with another_process(tmp_path) as (owner, url), embedded(tmp_path) as ours:
        assert ours == url
        assert len(servers(tmp_path)) == 1
        await ask(url, "SET", "a", "1")
        first = servers(tmp_path)[0].pid
        owner.kill()
        await owner.wait()
        async with asyncio.timeout(5):
            while {server.pid for server in servers(tmp_path)} <= {first}:
                await asyncio.sleep(0.02)
        await until_answers(ours)
        assert await ask(ours, "GET", "a") == "1"
        assert len(servers(tmp_path)) == 1
    assert servers(tmp_path) == []


async def test_started_together_there_is_one(tmp_path: Path) -> None:
    async with contextlib.AsyncExitStack() as stack:
        urls = await asyncio.gather(*(stack.enter_async_context(embedded(tmp_path)) for _ in range(4)))
        assert len(set(urls)) == 1
        assert len(servers(tmp_path)) == 1
        await ask(urls[0], "SET", "a", "1")
    assert servers(tmp_path) == []


async def test_ctrl_c_is_not_for_the_server(tmp_path: Path) -> None:
    async with embedded(tmp_path):
        assert os.getpgid(servers(tmp_path)[0].pid) != os.getpgid(0)


async def test_a_folder_with_a_long_chinese_name(tmp_path: Path) -> None:
    deep = tmp_path / ("高河塘社区" * 8)
    async with embedded(deep) as url, embedded(deep) as again:
        assert url == again
        assert len(url.removeprefix("unix://")) <= valkey_files.SOCKET_PATH_BYTES
        assert await ask(url, "SET", "a", "1")
    short = tmp_path / "社区 一"
    async with embedded(short) as url:
        assert await ask(url, "SET", "a", "1")


async def test_a_broken_file_is_a_clear_error(tmp_path: Path) -> None:
    folder = tmp_path / "valkey" / "appendonlydir"
    folder.mkdir(parents=True)
    (folder / "appendonly.aof.manifest").write_text("nonsense\n")
    with pytest.raises(ConfigError, match="does not start"):
        async with embedded(tmp_path):
            pass


def test_no_server_program(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(valkey_files, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError, match="REDIS_URL"):
        valkey_files.find_binary()


def test_a_foreign_folder_in_tmp_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / f"bot-{os.getuid()}").mkdir(mode=0o755)
    with pytest.raises(ConfigError, match="private"):
        valkey_files.socket_folder(Path("/" + "x" * 120))


async def test_a_stopped_server_does_not_hang_the_watch(tmp_path: Path) -> None:
    async with embedded(tmp_path) as url:
        server = servers(tmp_path)[0]
        server.send_signal(signal.SIGSTOP)
        await asyncio.sleep(1.5)
        server.send_signal(signal.SIGCONT)
        await until_answers(url)
        assert servers(tmp_path) == [server]
