"""Lua scripts where the keys lie on several servers: each goes its own way, so that no server holds up another."""

import asyncio
from collections.abc import Sequence
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.cluster import RedisCluster
from redis.exceptions import NoScriptError, RedisClusterException

from bot.integrations.redis.scripts import Scripts, name_of

_MAP_SECONDS = 0.5  # the first calls of all wait until the cluster has said where its keys lie


class ClusterScripts:
    """As `Scripts`, for a cluster. The keys of a call share a hash tag."""

    def __init__(self, cluster: RedisCluster, seconds: float) -> None:
        self._cluster = cluster
        self._seconds = seconds

    def server(self, key: str) -> str:
        """Which server has the key; "" before the first call, and for what nobody has."""
        try:
            node = self._cluster.get_node_from_key(key)
        except RedisClusterException:
            return ""
        return str(node.name) if node else ""

    async def run(self, source: str, keys: Sequence[str], args: Sequence[str | int | bytes]) -> Any:
        """The script's answer. RedisError, OSError or TimeoutError when there is none; it may have run all the same."""
        name = name_of(source)
        async with asyncio.timeout(self._seconds):
            try:
                return await self._cluster.execute_command("EVALSHA", name, len(keys), *keys, *args)
            except NoScriptError:
                return await self._cluster.execute_command("EVAL", source, len(keys), *keys, *args)


def scripts_of(redis: Redis, seconds: float) -> Scripts | ClusterScripts:
    """What runs scripts on what `redis_client.connect` made."""
    # What is typed as a Redis everywhere may be a cluster, which has the same commands.
    client: object = redis
    if isinstance(client, RedisCluster):
        return ClusterScripts(client, seconds + _MAP_SECONDS)
    return Scripts(redis, seconds)
