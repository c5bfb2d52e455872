"""Several real Valkeys: a cluster of three, and a primary with a replica and sentinels."""

import asyncio
import contextlib
import subprocess
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.integrations.valkey.server_files import find_binary
from tests.system.process import free_port

SLOTS = 16384
PASSWORD = "a-password-of-the-tests"
SERVICE = "neighbours"
DOWN_MS = 600


class Node:
    """One server on a port of 127.0.0.1; its folder outlives a kill."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.port = free_port()
        self._folder = folder
        self._options = options
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir()

    @property
    def client(self) -> Redis:
        """A plain client of this server alone."""
        return Redis(port=self.port, password=PASSWORD, socket_timeout=2)

    def start(self) -> None:
        place = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder), "--save", ""]
        secret = ["--requirepass", PASSWORD, "--masterauth", PASSWORD]
        self._run([str(find_binary()), *place, *secret, *self._options])

    def kill(self) -> None:
        """End it as a crash would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _run(self, command: list[str]) -> None:
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)

    async def answers(self) -> None:
        """Return when it answers."""
        async with asyncio.timeout(20), self.client as client:
            while True:
                with contextlib.suppress(RedisError):
                    await client.execute_command("PING")  # type: ignore[no-untyped-call]
                    return
                await asyncio.sleep(0.02)


class SentinelNode(Node):
    """The same binary as a sentinel, which wants a password of its own."""

    def start(self) -> None:
        file = self._folder / "sentinel.conf"
        if not file.exists():
            file.write_text("\n".join([f"port {self.port}", "bind 127.0.0.1", *self._options, ""]))
        self._run([str(find_binary()), str(file), "--sentinel"])


class Cluster:
    """Three primaries without replicas; the slots of a dead one are away, the others go on."""

    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.url = f"redis+cluster://:{PASSWORD}@{','.join(f'127.0.0.1:{node.port}' for node in nodes)}/"

    async def join(self) -> None:
        """Make one cluster of them, and return when each says that it is whole."""
        share = -(-SLOTS // len(self.nodes))
        for number, node in enumerate(self.nodes):
            await node.answers()
            last = min((number + 1) * share, SLOTS) - 1
            await _ask(node, "CLUSTER", "ADDSLOTSRANGE", number * share, last)
            await _ask(node, "CLUSTER", "MEET", "127.0.0.1", self.nodes[0].port)
        for node in self.nodes:
            await _until(lambda node=node: self._whole(node))  # type: ignore[misc]

    async def _whole(self, node: Node) -> bool:
        said = dict(line.split(":") for line in (await _ask(node, "CLUSTER", "INFO")).split())
        whole = str(len(self.nodes))
        return said["cluster_state"] == "ok" and said["cluster_size"] == said["cluster_known_nodes"] == whole


@contextlib.asynccontextmanager
async def cluster() -> AsyncIterator[Cluster]:
    with tempfile.TemporaryDirectory(prefix="vk-") as place, contextlib.ExitStack() as stack:
        options = ["--cluster-enabled", "yes", "--cluster-require-full-coverage", "no"]
        options += ["--cluster-node-timeout", "1000", "--appendonly", "yes"]
        nodes = [Node(Path(place) / f"n{number}", *options) for number in range(3)]
        for node in nodes:
            stack.callback(node.kill)
            node.start()
        whole = Cluster(nodes)
        await whole.join()
        yield whole


class Watched:
    """A primary and its replica, and three sentinels that watch them."""

    def __init__(self, place: Path) -> None:
        self.primary = Node(place / "primary", "--repl-diskless-sync-delay", "0")
        self.replica = Node(place / "replica", "--replicaof", "127.0.0.1", str(self.primary.port))
        watch = [
            f"sentinel monitor {SERVICE} 127.0.0.1 {self.primary.port} 2",
            f"sentinel auth-pass {SERVICE} {PASSWORD}",
            f"sentinel down-after-milliseconds {SERVICE} {DOWN_MS}",
            f"sentinel failover-timeout {SERVICE} 3000",
            f"requirepass {PASSWORD}",
        ]
        self.sentinels = [
            SentinelNode(place / f"s{number}", *watch, f"dir {place}/s{number}") for number in range(3)
        ]
        listed = ",".join(f"127.0.0.1:{sentinel.port}" for sentinel in self.sentinels)
        self.url = f"redis+sentinel://:{PASSWORD}@{listed}/0?service={SERVICE}&sentinel_password={PASSWORD}"

    async def up(self) -> None:
        """Return when the replica follows and each sentinel knows the others."""
        for node in (self.primary, self.replica):
            node.start()
            await node.answers()
        await _until(self._linked)
        for node in self.sentinels:
            node.start()
            await node.answers()
            await _ask(
                node, "SENTINEL", "DEBUG", "INFO-PERIOD", 200, "PUBLISH-PERIOD", 200
            )  # else ten seconds
        await _until(self._settled)

    async def _settled(self) -> bool:
        for sentinel in self.sentinels:
            async with sentinel.client as client:
                state = (await client.sentinel_masters())[SERVICE]  # type: ignore[no-untyped-call]
            if state["num-other-sentinels"] != 2 or state["num-slaves"] != 1 or not state["is_master"]:
                return False
        return True

    async def _linked(self) -> bool:
        async with self.replica.client as client:
            return bool((await client.info("replication"))["master_link_status"] == "up")

    def kill(self) -> None:
        for node in (self.primary, self.replica, *self.sentinels):
            node.kill()


@contextlib.asynccontextmanager
async def watched() -> AsyncIterator[Watched]:
    with tempfile.TemporaryDirectory(prefix="vk-") as place:
        whole = Watched(Path(place))
        try:
            await whole.up()
            yield whole
        finally:
            whole.kill()


async def _until(reached: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(30):
        while not await reached():
            await asyncio.sleep(0.05)


async def _ask(node: Node, *words: str | int) -> str:
    async with node.client as client:
        said = await client.execute_command(*words)  # type: ignore[no-untyped-call]
    return said.decode() if isinstance(said, bytes) else str(said)
