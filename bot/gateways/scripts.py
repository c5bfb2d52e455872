"""Lua scripts in Redis: those that are asked for at the same moment travel together."""

import asyncio
from collections.abc import Sequence
from hashlib import sha1
from typing import Any, NamedTuple

from hiredis import pack_command
from redis.asyncio import Redis
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import NoScriptError, ResponseError

_TRAVELLING = 2  # batches on their way at once: while one is read the next is written


class _Asked(NamedTuple):
    source: str
    keys: Sequence[str]
    args: Sequence[str | int | bytes]
    answer: "asyncio.Future[Any]"


class Scripts:
    """Runs scripts on one server, many to a round trip: under load that is most of what a trip costs.

    redis: best a client of its own without a socket time-out, which costs a task a trip; seconds: how long a batch may
    take. A batch that fails fails what waits behind it as well: the same server
    would keep it waiting just as long.
    """

    def __init__(self, redis: Redis, seconds: float) -> None:
        self._redis = redis
        self._seconds = seconds
        self._names: dict[str, str] = {}
        self._waiting: list[_Asked] = []
        self._couriers: set[asyncio.Task[None]] = set()

    def server(self, key: str) -> str:
        """Which server has the key; here there is but one."""
        return ""

    async def run(self, source: str, keys: Sequence[str], args: Sequence[str | int | bytes]) -> Any:
        """The script's answer. RedisError, OSError or TimeoutError when there is none; it may have run all the same."""
        answer = asyncio.get_running_loop().create_future()
        self._waiting.append(_Asked(source, keys, args, answer))
        if len(self._couriers) < _TRAVELLING:
            courier = asyncio.create_task(self._carry())
            self._couriers.add(courier)
            courier.add_done_callback(self._couriers.discard)
        return await answer

    async def _carry(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                async with asyncio.timeout(self._seconds):
                    answers = await self._sent(batch)
            except Exception as error:  # noqa: BLE001 - also a fault of our own: nobody may wait for ever
                behind, self._waiting = self._waiting, []
                answers, batch = [error] * (len(batch) + len(behind)), [*batch, *behind]
            for asked, answer in zip(batch, answers, strict=True):
                _settle(asked.answer, answer)

    async def _sent(self, batch: Sequence[_Asked]) -> list[Any]:
        answers = await self._trip(batch)
        unknown = [index for index, answer in enumerate(answers) if isinstance(answer, NoScriptError)]
        if unknown:  # the server is new, or has forgotten its scripts
            for source in {batch[index].source for index in unknown}:
                await self._redis.script_load(source)
            again = await self._trip([batch[index] for index in unknown])
            for index, answer in zip(unknown, again, strict=True):
                answers[index] = answer
        return answers

    async def _trip(self, batch: Sequence[_Asked]) -> list[Any]:
        # A pipeline would do the same at three times the cost, most of it a task and a timer for each trip.
        packed = b"".join(
            pack_command(("EVALSHA", self._name(one.source), len(one.keys), *one.keys, *one.args))  # type: ignore[arg-type]
            for one in batch
        )
        pool = self._redis.connection_pool
        connection: AbstractConnection = await pool.get_connection()  # type: ignore[no-untyped-call]
        try:
            return await connection.retry.call_with_retry(
                lambda: _exchanged(connection, packed, len(batch)),
                lambda error: connection.disconnect(nowait=True),
            )
        finally:
            await pool.release(connection)

    def _name(self, source: str) -> str:
        return self._names.get(source) or self._names.setdefault(
            source,
            sha1(source.encode(), usedforsecurity=False).hexdigest(),  # what Redis calls it by
        )


async def _exchanged(connection: AbstractConnection, packed: bytes, count: int) -> list[Any]:
    await connection.send_packed_command(packed)
    answers: list[Any] = []
    for _ in range(count):
        try:
            answers.append(await connection.read_response())
        except ResponseError as error:
            answers.append(error)
    return answers


def _settle(waiting: "asyncio.Future[Any]", answer: Any) -> None:
    if waiting.done():  # whoever asked has gone
        return
    if isinstance(answer, Exception):
        waiting.set_exception(answer)
    else:
        waiting.set_result(answer)
