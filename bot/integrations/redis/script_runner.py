"""Running Lua scripts in Redis: each by a call of its own (here), or in batches on one connection (`batched_scripts`)."""

import asyncio
from collections.abc import Sequence
from typing import Any, Protocol

from redis.asyncio import Redis
from redis.asyncio.cluster import RedisCluster
from redis.exceptions import NoScriptError, RedisClusterException

from bot.integrations.redis.batched_scripts import BatchedScripts
from bot.integrations.redis.shared_connection import digest_of

_CLUSTER_MAP_SECONDS = 0.5  # added on a cluster: the first calls also wait for its map of nodes and keys


class ScriptRunner(Protocol):
    """Runs scripts, each of which is known to the server by its digest after the first call."""

    def server(self, key: str) -> str:
        """Which server has the key; "" where there is one server, or none is known to have it."""

    async def run(self, source: str, keys: Sequence[str], args: Sequence[str | int | bytes]) -> Any:
        """The script's answer. RedisError, OSError or TimeoutError when there is none; it may have run all the same.

        The keys of a call share a hash tag.
        """


def script_runner_of(redis: Redis, seconds: float, *, fast: bool) -> ScriptRunner:
    """What runs scripts on this client; seconds: how long an answer may take. On a cluster always the plain way."""
    # A cluster's client is typed as a Redis everywhere, since it has the same commands.
    client: object = redis
    if isinstance(client, RedisCluster):
        return ClusterScripts(client, seconds + _CLUSTER_MAP_SECONDS)
    return BatchedScripts(redis, seconds) if fast else SeparateScripts(redis, seconds)


class SeparateScripts:
    """A call of redis-py's client for each script."""

    def __init__(self, redis: "Redis | RedisCluster", seconds: float) -> None:
        self._redis = redis
        self._seconds = seconds

    def server(self, key: str) -> str:
        """Nothing: there is one server."""
        return ""

    async def run(self, source: str, keys: Sequence[str], args: Sequence[str | int | bytes]) -> Any:
        """The script's answer."""
        async with asyncio.timeout(self._seconds):
            try:
                return await self._redis.execute_command(
                    "EVALSHA", digest_of(source), len(keys), *keys, *args
                )
            except NoScriptError:
                return await self._redis.execute_command("EVAL", source, len(keys), *keys, *args)


class ClusterScripts(SeparateScripts):
    """The same on a cluster, where a node that hangs holds up its own keys alone."""

    def __init__(self, cluster: RedisCluster, seconds: float) -> None:
        super().__init__(cluster, seconds)
        self._cluster = cluster

    def server(self, key: str) -> str:
        """The node that has the key; "" before the first call, and for a key that no node has."""
        try:
            node = self._cluster.get_node_from_key(key)
        except RedisClusterException:
            return ""
        return str(node.name) if node else ""
