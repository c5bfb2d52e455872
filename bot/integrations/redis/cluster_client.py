"""redis-py's cluster client with faults of redis-py 7.4 mended.

Uses these private names: `ClusterNode._connections`, `ClusterNode._free`, `RedisCluster._initialize`.
tests/unit/integrations/test_redis_contract.py fails when one of them changes.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from redis.asyncio.cluster import ClusterNode, ClusterPipeline, NodesManager, RedisCluster
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisClusterException

_ATTEMPTS = 3


class ClusterClient(RedisCluster):
    """A cluster's client that raises RedisError like any other, and keeps its connections when one node is gone.

    redis-py's own retry closes every connection to every node, also of nodes that are well.
    """

    def __init__(self, nodes: Sequence[ClusterNode], options: Mapping[str, Any]) -> None:
        super().__init__(
            startup_nodes=list(nodes), require_full_coverage=False, retry=Retry(NoBackoff(), 0), **options
        )
        self.nodes_manager = _Nodes(self.startup_nodes, False, self.connection_kwargs)

    async def initialize(self) -> "ClusterClient":
        with _as_redis_errors():
            await super().initialize()
        return self

    async def execute_command(self, *args: Any, **kwargs: Any) -> Any:
        for attempts_left in reversed(range(_ATTEMPTS)):
            try:
                with _as_redis_errors():
                    return await super().execute_command(*args, **kwargs)
            except RedisConnectionError as error:
                _drop_broken(getattr(error, "connection", None))
                if not attempts_left:
                    raise
        raise AssertionError

    async def aclose(self) -> None:
        self._initialize = False  # redis-py sets it after an error, and then takes the client for closed
        await super().aclose()

    def pipeline(self, transaction: Any = None, shard_hint: Any = None) -> "_Pipeline":
        return _Pipeline(self, transaction)  # type: ignore[abstract]  # so does redis-py


class _Nodes(NodesManager):
    """redis-py makes new nodes each time it reads the cluster's map, and never closes the former ones."""

    async def initialize(self) -> None:
        await super().initialize()
        for nodes in {id(nodes): nodes for nodes in self.slots_cache.values()}.values():
            for place, node in enumerate(nodes):
                nodes[place] = self.nodes_cache.get(node.name, node)
                nodes[place].server_type = node.server_type


class _Pipeline(ClusterPipeline):
    async def execute(self, raise_on_error: bool = True, allow_redirections: bool = True) -> list[Any]:
        with _as_redis_errors():
            return await super().execute(raise_on_error, allow_redirections)


def _drop_broken(node: object) -> None:
    """redis-py keeps connections that could not be made: a node that is gone for long fills its list with them."""
    if isinstance(node, ClusterNode):
        free = node._free
        node._connections = [each for each in node._connections if each.is_connected or each in free]


@contextmanager
def _as_redis_errors() -> Iterator[None]:
    """redis-py's errors of the cluster as a whole are no RedisError, and neither is a connection closed in between.

    After an error redis-py closes a node's idle connections; one that was taken up meanwhile has no socket when
    its command is written, and what is raised then is an AttributeError.
    """
    try:
        yield
    except RedisClusterException as error:
        raise RedisConnectionError(str(error)) from error
    except AttributeError as error:
        raise RedisConnectionError("another call closed the connection") from error
