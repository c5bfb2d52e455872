"""One connection to Redis that many calls share: calls go out in one write, answers come in the same order.

redis-py lends a connection to one caller at a time, and a round trip of its pipeline costs a task, a timer and the
lending. It still makes the connection (TLS, password, sentinels); from then on the socket's bytes come here.

Uses these private names of redis-py 7.4: `AbstractConnection._writer`, `redis._parsers.BaseParser.parse_error`.
tests/unit/integrations/test_redis_contract.py fails when one of them changes.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha1
from typing import Any, cast

from hiredis import Reader, pack_command
from redis._parsers import BaseParser
from redis.asyncio.connection import AbstractConnection

_INCOMPLETE = object()


@dataclass(slots=True, eq=False)
class Call:
    """A call of a script. since: loop.time() when it was made; attempts: how often it was sent in vain."""

    source: str
    packed: bytes
    answer: "asyncio.Future[Any]"
    since: float
    attempts: int = 0


class SharedConnection(asyncio.Protocol):
    """A connection of redis-py's, taken over.

    on_answer(call, answer) is called for each answer, errors of the server among them; on_lost(connection) once, when
    the connection is closed: the calls without an answer are in `unanswered`. ConnectionError: it is closed already.
    """

    def __init__(
        self,
        connection: AbstractConnection,
        on_answer: Callable[[Call, Any], None],
        on_lost: Callable[["SharedConnection"], None],
    ) -> None:
        writer = connection._writer  # redis-py has no public way to its socket
        if writer is None:
            raise ConnectionError("closed before it was used")
        self.connection = connection
        self.unanswered: deque[Call] = deque()
        self._on_answer = on_answer
        self._on_lost = on_lost
        self._reader = Reader(notEnoughData=_INCOMPLETE, replyError=BaseParser.parse_error)
        self._transport = cast("asyncio.Transport", writer.transport)
        self._stream_protocol = self._transport.get_protocol()  # redis-py waits for its end in `disconnect`
        self._transport.set_protocol(self)
        if self._transport.is_closing():
            raise ConnectionError("closed before it was used")

    def send(self, calls: Sequence[Call]) -> None:
        """All of them in one write."""
        self.unanswered.extend(calls)
        self._transport.write(b"".join([call.packed for call in calls]))

    def data_received(self, data: bytes) -> None:
        """Answers, or parts of one."""
        self._reader.feed(data)
        while not self._transport.is_closing() and (answer := self._reader.gets()) is not _INCOMPLETE:
            self._on_answer(self.unanswered.popleft(), answer)

    def connection_lost(self, exc: Exception | None) -> None:
        """The server, or `drop`, has closed it."""
        self._stream_protocol.connection_lost(exc)
        self._on_lost(self)

    def drop(self) -> None:
        """Close it at once."""
        self._transport.abort()


def evalsha(source: str, keys: Sequence[str], args: Sequence[str | int | bytes]) -> bytes:
    """A call of a script by its digest, as bytes for the connection."""
    return _packed("EVALSHA", digest_of(source), len(keys), *keys, *args)


def script_load(source: str, since: float) -> Call:
    """Loads a script into the server; nobody waits for the answer."""
    answer = asyncio.get_running_loop().create_future()
    answer.cancel()
    return Call(source, _packed("SCRIPT", "LOAD", source), answer, since)


@cache
def digest_of(source: str) -> str:
    """By which Redis knows a script."""
    return sha1(source.encode(), usedforsecurity=False).hexdigest()


def _packed(*parts: str | int | bytes) -> bytes:
    return cast("bytes", pack_command(parts))  # type: ignore[arg-type]
