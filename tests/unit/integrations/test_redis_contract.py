"""What we take from inside redis-py 7.4 and hiredis 3: a new version that changes it fails here first."""

import asyncio
import inspect

import hiredis
import pytest
import redis as library
from redis._parsers import BaseParser
from redis.asyncio import Redis
from redis.asyncio.cluster import ClusterNode, NodesManager, RedisCluster
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import NoScriptError, ReadOnlyError


def test_the_versions_are_those_that_were_read() -> None:
    assert library.__version__.startswith("7.4."), "read asyncio/connection.py and asyncio/cluster.py again"
    assert hiredis.__version__.startswith("3.")


async def test_the_socket_of_a_connection_is_connection_writer(redis: Redis) -> None:
    connection: AbstractConnection = await redis.connection_pool.get_connection()  # type: ignore[no-untyped-call]
    try:
        assert isinstance(connection._writer, asyncio.StreamWriter)
        transport = connection._writer.transport
        assert isinstance(transport, asyncio.Transport)
        assert transport.get_protocol() is not None
    finally:
        await connection.disconnect(nowait=True)
        assert connection._writer is None
        await redis.connection_pool.release(connection)


def test_errors_of_the_server_are_made_by_base_parser_parse_error() -> None:
    errors = {"NOSCRIPT No matching script": NoScriptError, "READONLY You can't write": ReadOnlyError}
    for text, kind in errors.items():
        assert isinstance(BaseParser.parse_error(text), kind)  # type: ignore[no-untyped-call]
    reader = hiredis.Reader(notEnoughData=None, replyError=BaseParser.parse_error)
    reader.feed(b"-NOSCRIPT No matching script\r\n")
    assert isinstance(reader.gets(), NoScriptError)
    assert reader.gets() is None


def test_hiredis_packs_text_bytes_and_numbers() -> None:
    assert hiredis.pack_command(("A", b"\xff", 7)) == b"*3\r\n$1\r\nA\r\n$1\r\n\xff\r\n$1\r\n7\r\n"  # type: ignore[arg-type]


async def test_the_connections_of_a_node_are_node_connections_and_node_free() -> None:
    node = ClusterNode("127.0.0.1", 9)
    with pytest.raises(RedisConnectionError):
        await node.execute_command("PING")
    assert len(node._connections) == 1
    assert not node._connections[0].is_connected
    assert list(node._free) == []  # so the broken one is never used again: the fault that we mend
    await node.disconnect()


def test_a_closed_cluster_client_is_one_with_cluster_initialize() -> None:
    source = inspect.getsource(RedisCluster.aclose)
    assert "if not self._initialize" in source
    assert "self._initialize = True" in source
    assert "slots_cache" in inspect.getsource(NodesManager.initialize)
    assert "nodes_cache" in inspect.getsource(NodesManager.initialize)
