"""REDIS_URL as a client that fails fast: one server, a cluster, or the primary that sentinels name.

redis://…  rediss://…  unix://…                   one server
redis+cluster://[user:password@]h1:p,h2:p/        a cluster, asked for its nodes at any of these
redis+sentinel://[user:password@]h1:p,h2:p/0?service=name
                 the primary of that name; sentinel_username, sentinel_password where the sentinels want them
rediss+…                                          the same over TLS (ssl_ca_certs=… and redis-py's other options)
"""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlsplit, urlunsplit

from redis.asyncio import BlockingConnectionPool, Redis, Sentinel, SSLConnection
from redis.asyncio.cluster import ClusterNode
from redis.asyncio.connection import parse_url
from redis.asyncio.retry import Retry
from redis.asyncio.sentinel import SentinelConnectionPool
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as RedisConnectionError

from bot.common.errors import ConfigError
from bot.integrations.redis.cluster_client import ClusterClient

ANSWER_SECONDS = 1
_CONNECTIONS = 64
_SENTINEL_PORT = 26379
_TIMEOUTS: dict[str, Any] = {"socket_timeout": ANSWER_SECONDS, "socket_connect_timeout": ANSWER_SECONDS}


def connect(url: str, *, timed: bool = True) -> Redis:
    """A client that has a second to connect and a second to answer.

    timed: False leaves the time of an answer to the caller, where there is one server. ConfigError: the URL is wrong.
    A refused or broken connection is tried again for 0.8 s, in which the embedded server is there again.
    """
    kind = urlsplit(url).scheme.partition("+")[2]
    makers: dict[str, Callable[[str], Redis]] = {
        "": lambda url: _single(url, timed),
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
    return {"max_connections": _CONNECTIONS, "timeout": ANSWER_SECONDS, "retry": retry, **_TIMEOUTS}


def _single(url: str, timed: bool) -> Redis:
    options = _pooled() | ({} if timed else {"socket_timeout": None})
    return Redis.from_pool(BlockingConnectionPool.from_url(url, **options))


class _SentinelPool(SentinelConnectionPool, BlockingConnectionPool):
    """Sentinel's pool, where a caller waits for a free connection; closing it closes the sentinels' clients too."""

    async def disconnect(self, inuse_connections: bool = True) -> None:
        await super().disconnect(inuse_connections)
        if inuse_connections:
            for sentinel in self.sentinel_manager.sentinels:
                await sentinel.aclose()


def _sentinel(url: str) -> Redis:
    hosts, options = _parsed(url, _SENTINEL_PORT)
    service = options.pop("service", "")
    if not service:
        raise ConfigError("REDIS_URL: redis+sentinel:// names its primary by ?service=…")
    secure: dict[str, Any] = {"ssl": True} if options.pop("connection_class", None) is SSLConnection else {}
    tls = secure | {name: value for name, value in options.items() if name.startswith("ssl_")}
    watch = {name: options.pop(f"sentinel_{name}", None) for name in ("username", "password")}
    sentinel = Sentinel(hosts, sentinel_kwargs={**_TIMEOUTS, **tls, **watch})  # type: ignore[no-untyped-call]
    wanted = {"connection_pool_class": _SentinelPool, **options, **secure, **_pooled()}
    return cast("Redis", sentinel.master_for(service, **wanted))


def _cluster(url: str) -> Redis:
    hosts, options = _parsed(url, 6379)
    options.pop("db", None)
    if options.pop("connection_class", None) is SSLConnection:
        options["ssl"] = True
    nodes = [ClusterNode(*host) for host in hosts]
    return cast("Redis", ClusterClient(nodes, _TIMEOUTS | options))  # the commands are the same


def _parsed(url: str, port: int) -> tuple[list[tuple[str, int]], dict[str, Any]]:
    """The addresses, and the options that redis-py reads from the rest of the URL. ValueError: no address."""
    parts = urlsplit(url)
    user, _, listed = parts.netloc.rpartition("@")
    places = [urlsplit(f"//{address}") for address in listed.split(",") if address]
    hosts = [(place.hostname, place.port or port) for place in places if place.hostname]
    if not hosts:
        raise ValueError("it names no address")
    single = urlunsplit((parts.scheme.partition("+")[0], f"{user}@any", parts.path, parts.query, ""))
    options = dict(parse_url(single))
    del options["host"]
    return hosts, options
