"""REDIS_URL as a client that fails fast: one server, a cluster, or the primary that sentinels name.

redis://…  rediss://…  unix://…                   one server
redis+cluster://[user:password@]h1:p,h2:p/        a cluster, asked for its nodes at any of these
redis+sentinel://[user:password@]h1:p,h2:p/0?service=name
                 the primary of that name; sentinel_username, sentinel_password where the sentinels want them
rediss+…                                          the same over TLS (ssl_ca_certs=… and redis-py's other options)
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

from redis.asyncio import BlockingConnectionPool, Redis, Sentinel, SSLConnection
from redis.asyncio.cluster import ClusterNode, ClusterPipeline, NodesManager, RedisCluster
from redis.asyncio.connection import parse_url
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import SentinelConnectionPool
from redis.backoff import ConstantBackoff, NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisClusterException

from bot.common.errors import ConfigError

ANSWER_SECONDS = 1
_CONNECTIONS = 64
_CLUSTER_TRIES = 3
_SENTINEL_PORT = 26379
_SPEED: dict[str, Any] = {"socket_timeout": ANSWER_SECONDS, "socket_connect_timeout": ANSWER_SECONDS}


def connect(url: str, *, timed: bool = True) -> Redis:
    """A client: a second to connect, a second to answer (timed; else its user sees to that, where there is one server).

    ConfigError for a URL that says nothing.
    A refused or broken connection is tried again for 0.8 s, in which the embedded server is there again.
    """
    kind = urlsplit(url).scheme.partition("+")[2]
    makers: dict[str, Callable[[str], Redis]] = {
        "": lambda url: _one(url, timed),
        "cluster": _cluster,
        "sentinel": _sentinel,
    }
    if kind not in makers:
        raise ConfigError(f"REDIS_URL: redis+cluster:// and redis+sentinel:// are known, not …+{kind}://")
    try:
        return makers[kind](url)
    except ValueError as error:
        raise ConfigError(f"REDIS_URL: {error}") from None


def _pooled() -> dict[str, Any]:
    retry = Retry(ConstantBackoff(0.1), 8, supported_errors=(RedisConnectionError,))
    return {"max_connections": _CONNECTIONS, "timeout": ANSWER_SECONDS, "retry": retry, **_SPEED}


def _one(url: str, timed: bool) -> Redis:
    options = _pooled() | ({} if timed else {"socket_timeout": None})
    return Redis.from_pool(BlockingConnectionPool.from_url(url, **options))


class _SentinelPool(SentinelConnectionPool, BlockingConnectionPool):
    """Sentinel's pool, in which who finds no connection waits for one; closed, it closes what asks the sentinels too."""

    async def disconnect(self, inuse_connections: bool = True) -> None:
        await super().disconnect(inuse_connections)
        if inuse_connections:
            for one in self.sentinel_manager.sentinels:
                await one.aclose()


def _sentinel(url: str) -> Redis:
    hosts, options = _parsed(url, _SENTINEL_PORT)
    service = options.pop("service", "")
    if not service:
        raise ConfigError("REDIS_URL: redis+sentinel:// names its primary by ?service=…")
    secure: dict[str, Any] = {"ssl": True} if options.pop("connection_class", None) is SSLConnection else {}
    tls = secure | {name: value for name, value in options.items() if name.startswith("ssl_")}
    watch = {name: options.pop(f"sentinel_{name}", None) for name in ("username", "password")}
    sentinel = Sentinel(hosts, sentinel_kwargs={**_SPEED, **tls, **watch})  # type: ignore[no-untyped-call]
    wanted = {"connection_pool_class": _SentinelPool, **options, **secure, **_pooled()}
    return cast("Redis", sentinel.master_for(service, **wanted))


def _cluster(url: str) -> Redis:
    hosts, options = _parsed(url, 6379)
    options.pop("db", None)
    if options.pop("connection_class", None) is SSLConnection:
        options["ssl"] = True
    return cast(
        "Redis", _Cluster([ClusterNode(*host) for host in hosts], options)
    )  # the commands are the same


def _parsed(url: str, port: int) -> tuple[list[tuple[str, int]], dict[str, Any]]:
    """The addresses, and what redis-py reads from everything else. ValueError: there is none."""
    parts = urlsplit(url)
    user, _, listed = parts.netloc.rpartition("@")
    places = [urlsplit(f"//{one}") for one in listed.split(",") if one]
    hosts = [(place.hostname, place.port or port) for place in places if place.hostname]
    if not hosts:
        raise ValueError("it names no address")
    alone = urlunsplit((parts.scheme.partition("+")[0], f"{user}@any", parts.path, parts.query, ""))
    options = dict(parse_url(alone))
    del options["host"]
    return hosts, options


class _Nodes(NodesManager):
    """redis-py 7.4 makes its nodes anew each time that it looks at the cluster, and never closes the former ones."""

    async def initialize(self) -> None:
        await super().initialize()
        for nodes in {id(nodes): nodes for nodes in self.slots_cache.values()}.values():
            for place, node in enumerate(nodes):
                nodes[place] = self.nodes_cache.get(node.name, node)
                nodes[place].server_type = node.server_type


class _Cluster(RedisCluster):
    """redis-py's client of a cluster, with errors as everywhere else, and calm when a node is gone.

    Its own way of trying again closes every connection to every node: those of nodes that are well, too.
    """

    def __init__(self, nodes: list[ClusterNode], options: Mapping[str, Any]) -> None:
        super().__init__(
            startup_nodes=nodes, require_full_coverage=False, retry=Retry(NoBackoff(), 0), **_SPEED, **options
        )
        self.nodes_manager = _Nodes(self.startup_nodes, False, self.connection_kwargs)

    async def initialize(self) -> "_Cluster":
        with _as_redis_errors():
            await super().initialize()
        return self

    async def execute_command(self, *args: Any, **kwargs: Any) -> Any:
        for left in reversed(range(_CLUSTER_TRIES)):
            try:
                with _as_redis_errors():
                    return await super().execute_command(*args, **kwargs)
            except RedisConnectionError as error:
                _drop_broken(getattr(error, "connection", None))
                if not left:
                    raise
        raise AssertionError

    async def aclose(self) -> None:
        self._initialize = False  # after an error it would take itself for closed
        await super().aclose()

    def pipeline(self, transaction: Any = None, shard_hint: Any = None) -> "_Pipeline":
        return _Pipeline(self, transaction)  # type: ignore[abstract]  # so does redis-py


class _Pipeline(ClusterPipeline):
    async def execute(self, raise_on_error: bool = True, allow_redirections: bool = True) -> list[Any]:
        with _as_redis_errors():
            return await super().execute(raise_on_error, allow_redirections)


def _drop_broken(node: object) -> None:
    """redis-py never takes back a connection that could not be made: a node that is gone for long fills its list."""
    if isinstance(node, ClusterNode):
        kept = [one for one in node._connections if one.is_connected or one in node._free]  # noqa: SLF001
        node._connections = kept  # noqa: SLF001


@contextmanager
def _as_redis_errors() -> Iterator[None]:
    """What goes wrong with the cluster as a whole is no RedisError there."""
    try:
        yield
    except RedisClusterException as error:
        raise RedisConnectionError(str(error)) from error
