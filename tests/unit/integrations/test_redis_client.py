"""REDIS_URL: addresses, passwords and TLS, and the errors for what it lacks."""

from typing import Any

import pytest
from redis.asyncio import Redis, SSLConnection
from redis.asyncio.cluster import RedisCluster
from redis.asyncio.connection import UnixDomainSocketConnection
from redis.asyncio.sentinel import SentinelConnectionPool, SentinelManagedSSLConnection

from bot.common.errors import ConfigError
from bot.integrations.redis.client import connect


def pool(client: Redis) -> tuple[Any, dict[str, Any]]:
    return client.connection_pool, client.connection_pool.connection_kwargs


async def test_one_server() -> None:
    made, options = pool(connect("rediss://bot:p%40ss@h:7000/3"))
    assert made.connection_class is SSLConnection
    assert (options["username"], options["password"], options["db"]) == ("bot", "p@ss", 3)
    made, options = pool(connect("unix:///run/valkey.sock"))
    assert made.connection_class is UnixDomainSocketConnection


async def test_a_cluster() -> None:
    client: object = connect("rediss+cluster://bot:p%40ss@h1:7000,[::1]:7001,h3/?ssl_ca_certs=/ca.pem")
    assert isinstance(client, RedisCluster)
    assert [(node.host, node.port) for node in client.startup_nodes] == [
        ("h1", 7000),
        ("::1", 7001),
        ("h3", 6379),
    ]
    options = client.connection_kwargs
    assert (options["username"], options["password"]) == ("bot", "p@ss")
    assert (options["connection_class"], options["ssl_ca_certs"]) == (SSLConnection, "/ca.pem")
    assert options["socket_timeout"] == options["socket_connect_timeout"] == 1


async def test_sentinels() -> None:
    url = (
        "rediss+sentinel://bot:p%40ss@h1:7000,h2/2?service=near&sentinel_password=other&ssl_ca_certs=/ca.pem"
    )
    made, options = pool(connect(url))
    assert isinstance(made, SentinelConnectionPool)
    assert made.connection_class is SentinelManagedSSLConnection
    assert (made.service_name, options["username"], options["password"], options["db"]) == (
        "near",
        "bot",
        "p@ss",
        2,
    )
    assert options["ssl_ca_certs"] == "/ca.pem"
    watching = [sentinel.connection_pool.connection_kwargs for sentinel in made.sentinel_manager.sentinels]
    assert [(given["host"], given["port"]) for given in watching] == [("h1", 7000), ("h2", 26379)]
    assert {given["password"] for given in watching} == {"other"}
    assert {given["ssl_ca_certs"] for given in watching} == {"/ca.pem"}


@pytest.mark.parametrize(
    "url",
    ["http://h:1/", "redis+ring://h:1/", "redis+sentinel://:secret@h:1/0", "redis+cluster://:secret@/", "redis+cluster://:secret@h:x/"],
)  # fmt: skip
def test_a_url_that_says_nothing_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigError) as refused:
        connect(url)
    assert "REDIS_URL" in str(refused.value)
    assert "secret" not in str(refused.value)
