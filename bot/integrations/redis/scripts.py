"""Lua scripts in Redis: those that are asked for at the same moment travel together, and nobody waits for a trip to end."""

import asyncio
from collections.abc import Sequence
from functools import cache
from hashlib import sha1
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.connection import AbstractConnection
from redis.asyncio.sentinel import SentinelConnectionPool
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import NoScriptError, ReadOnlyError

from bot.integrations.redis.shared_connection import Asked, SharedConnection, packed, teaching

_TRIES = 8
_PAUSE_SECONDS = 0.1  # with the tries: as long as any other command is tried again (redis_client)


class Scripts:
    """Runs scripts on one server, over one connection.

    redis: best a client of its own; seconds: how long an answer may take. One that takes longer fails what waits behind
    it as well: the same server would keep it waiting just as long. A connection that breaks is made anew, and what had no
    answer is sent again: a script may have run already.
    """

    def __init__(self, redis: Redis, seconds: float) -> None:
        self._pool = redis.connection_pool
        self._seconds = seconds
        # A server that refuses to write is no longer the primary: the sentinels know the new one.
        self._moved = (ReadOnlyError,) if isinstance(self._pool, SentinelConnectionPool) else ()
        self._waiting: list[Asked] = []
        self._line: SharedConnection | None = None
        self._opening: asyncio.Task[None] | None = None
        self._returning: set[asyncio.Task[None]] = set()
        self._watch: asyncio.TimerHandle | None = None

    def server(self, key: str) -> str:
        """Which server has the key; here there is but one."""
        return ""

    async def run(self, source: str, keys: Sequence[str], args: Sequence[str | int | bytes]) -> Any:
        """The script's answer. RedisError, OSError or TimeoutError when there is none; it may have run all the same."""
        loop = asyncio.get_running_loop()
        asked = Asked(source, packed(name_of(source), keys, args), loop.create_future(), loop.time())
        if not self._waiting:
            loop.call_soon(self._depart)
        self._waiting.append(asked)
        if self._watch is None:
            self._watch = loop.call_later(self._seconds, self._look)
        return await asked.answer

    def _depart(self) -> None:
        if not self._waiting:
            return
        if self._line is None:
            self._opening = self._opening or asyncio.create_task(self._open())
            return
        try:
            self._line.send(self._waiting)
        except Exception as error:  # noqa: BLE001 - a fault of our own
            self._fail(error)
        else:
            self._waiting = []

    async def _open(self) -> None:
        try:
            if self._waiting and self._waiting[0].tries > 1:
                await asyncio.sleep(_PAUSE_SECONDS)
            connection = await self._pool.get_connection()  # type: ignore[no-untyped-call]
            try:
                self._line = SharedConnection(connection, self._answered, self._lost)
            except ConnectionError:
                await self._give_back(connection)
                raise
        except Exception as error:  # noqa: BLE001 - also a fault of our own: nobody may wait for ever
            self._fail(error)
        finally:
            self._opening = None
        self._depart()

    def _answered(self, asked: Asked, answer: Any) -> None:
        if not isinstance(answer, Exception):
            if not asked.answer.done():  # else whoever asked has gone
                asked.answer.set_result(answer)
        elif isinstance(answer, NoScriptError) and self._line is not None and asked.tries <= _TRIES:
            asked.tries += 1  # the server is new, or has forgotten its scripts
            self._line.send([teaching(asked.source, asked.since), asked])
        elif isinstance(answer, (RedisConnectionError, *self._moved)) and self._line is not None:
            self._line.due.appendleft(asked)
            self._line.drop()
        else:
            _refuse(asked, answer)

    def _lost(self, line: SharedConnection) -> None:
        task = asyncio.create_task(self._give_back(line.connection))
        self._returning.add(task)
        task.add_done_callback(self._returning.discard)
        if self._line is not line:  # given up
            return
        self._line = None
        self._waiting = [*line.due, *self._waiting]
        for asked in line.due:
            asked.tries += 1
        while self._waiting and self._waiting[0].tries > _TRIES:
            _refuse(self._waiting.pop(0), RedisConnectionError("the connection breaks again and again"))
        self._depart()

    async def _give_back(self, connection: AbstractConnection) -> None:
        await connection.disconnect(nowait=True)
        await self._pool.release(connection)

    def _look(self) -> None:
        """Has the oldest call waited too long?"""
        self._watch = None
        pending = self._line.due if self._line is not None and self._line.due else self._waiting
        if not pending:
            return
        loop = asyncio.get_running_loop()
        if (left := pending[0].since + self._seconds - loop.time()) > 0:
            self._watch = loop.call_later(left, self._look)
            return
        self._fail(TimeoutError("Redis does not answer"))

    def _fail(self, error: Exception) -> None:
        """Nobody who waits now gets an answer."""
        line, self._line = self._line, None
        behind, self._waiting = self._waiting, []
        for asked in [*(line.due if line is not None else ()), *behind]:
            _refuse(asked, error)
        if line is not None:
            line.drop()


def _refuse(asked: Asked, error: Exception) -> None:
    if not asked.answer.done():
        asked.answer.set_exception(error)


@cache
def name_of(source: str) -> str:
    """What Redis calls a script by."""
    return sha1(source.encode(), usedforsecurity=False).hexdigest()
