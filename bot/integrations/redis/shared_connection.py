"""One connection to Redis that many calls share: what is asked goes out together, answers come in the same order.

redis-py lends a connection to one caller at a time; a trip of its pipeline costs a task, a timer and the lending. It still
makes the connection (TLS, password, sentinels); from then on the socket's bytes come here.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from hiredis import Reader, pack_command
from redis._parsers import BaseParser
from redis.asyncio.connection import AbstractConnection

_NOTHING = object()


@dataclass(slots=True, eq=False)
class Asked:
    """A script that somebody waits for. since: loop.time() when it was asked; tries: how often it was lost."""

    source: str
    packed: bytes
    answer: "asyncio.Future[Any]"
    since: float
    tries: int = 0


class SharedConnection(asyncio.Protocol):
    """A connection of redis-py's, taken over.

    answered(asked, answer) is called for each answer, errors of the server among them; lost(line) once, when the
    connection is no more: what had no answer is in `due`.
    """

    def __init__(
        self,
        connection: AbstractConnection,
        answered: Callable[[Asked, Any], None],
        lost: Callable[["SharedConnection"], None],
    ) -> None:
        writer = connection._writer  # noqa: SLF001 - redis-py has no other way to its socket
        if writer is None:
            raise ConnectionError("closed before it was used")
        self.connection = connection
        self.due: deque[Asked] = deque()
        self._answered = answered
        self._lost = lost
        self._reader = Reader(notEnoughData=_NOTHING, replyError=BaseParser.parse_error)
        self._transport = cast("asyncio.Transport", writer.transport)
        self._before = self._transport.get_protocol()  # redis-py waits for it when it closes the connection
        self._transport.set_protocol(self)
        if self._transport.is_closing():
            raise ConnectionError("closed before it was used")

    def send(self, batch: Sequence[Asked]) -> None:
        """All of them in one piece."""
        self.due.extend(batch)
        self._transport.write(b"".join([asked.packed for asked in batch]))

    def data_received(self, data: bytes) -> None:
        """Answers, or parts of one."""
        self._reader.feed(data)
        while not self._transport.is_closing() and (answer := self._reader.gets()) is not _NOTHING:
            self._answered(self.due.popleft(), answer)

    def connection_lost(self, exc: Exception | None) -> None:
        """The other end, or we, have closed it."""
        self._before.connection_lost(exc)
        self._lost(self)

    def drop(self) -> None:
        """Close it at once."""
        self._transport.abort()


def packed(script: str, keys: Sequence[str], args: Sequence[str | int | bytes]) -> bytes:
    """A call of a script, by its name, as it goes over the line."""
    return _packed("EVALSHA", script, len(keys), *keys, *args)


def teaching(source: str, since: float) -> Asked:
    """Has the server learn a script; nobody waits for that."""
    answer = asyncio.get_running_loop().create_future()
    answer.cancel()
    return Asked(source, _packed("SCRIPT", "LOAD", source), answer, since)


def _packed(*parts: str | int | bytes) -> bytes:
    return cast("bytes", pack_command(parts))  # type: ignore[arg-type]
