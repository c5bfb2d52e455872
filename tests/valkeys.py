"""A real Valkey for tests. Fixtures to import into conftest.py: `valkey_url` (session), `redis` (emptied each test)."""

import asyncio
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Self

import pytest
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.integrations.valkey.server_files import find_binary


@pytest.fixture(scope="session")
def valkey_url() -> Iterator[str]:
    """A server of this test session, on a unix socket, keeping nothing."""
    with tempfile.TemporaryDirectory(prefix="vk-") as folder, ValkeyServer(Path(folder)) as server:
        yield server.url


@pytest.fixture
async def redis(valkey_url: str) -> AsyncIterator[Redis]:
    """A client of the empty server."""
    client = Redis.from_url(valkey_url)
    await client.flushall()
    yield client
    await client.aclose()


class ValkeyServer:
    """A server that a test may stop, kill and start again on the same folder; the data is kept with `keep`."""

    def __init__(self, folder: Path, *, keep: bool = False) -> None:
        self._folder = folder
        self._keep = keep
        self._socket = folder / "valkey.sock"
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"unix://{self._socket}"

    def start(self) -> None:
        """Start it, and return when it listens: its socket is there a moment before that."""
        options = ["--port", "0", "--save", "", "--appendonly", "yes" if self._keep else "no"]
        place = ["--dir", str(self._folder), "--unixsocket", str(self._socket)]
        self._process = subprocess.Popen([find_binary(), *options, *place], stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while not self._listens():
            assert self._process.poll() is None, "Valkey does not start"
            assert time.monotonic() < deadline, "Valkey does not listen"
            time.sleep(0.005)

    def _listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as door:
            return door.connect_ex(str(self._socket)) == 0

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None
            self._socket.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()


async def until_answers(url: str, seconds: float = 5) -> None:
    """Wait until the server answers."""
    async with asyncio.timeout(seconds):
        while True:
            try:
                async with Redis.from_url(url) as client:
                    await client.get("any")
            except RedisError:
                await asyncio.sleep(0.02)
            else:
                return
