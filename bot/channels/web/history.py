"""The conversation on the chat page, kept for a day, so that a reload shows it again.

Sessions and histories share a server that must never be full, since then nobody's form is kept. So a history has a limit
in bytes, and all histories together have a budget: when there are too many, those that nobody added to for longest are
deleted.
"""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal, cast

import structlog
from pydantic import TypeAdapter, ValidationError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.common.cipher import Cipher
from bot.common.errors import ConfigError

log = structlog.get_logger()

MOST_LINES = 50
KEPT_SECONDS = 24 * 3600
MOST_BYTES = 32 * 1024  # of one resident, sealed; about fifty common lines
MOST_HISTORIES = 2048
_INDEX = "histories"  # a sorted set: the key of each history, by the time of its newest line

# KEYS 1: the history; ARGV 1: most lines, 2: most bytes, 3: seconds, then the lines. The newest line stays in any case.
_APPEND = """
for i = 4, #ARGV do redis.call('RPUSH', KEYS[1], ARGV[i]) end
redis.call('LTRIM', KEYS[1], -tonumber(ARGV[1]), -1)
local lines, bytes = redis.call('LRANGE', KEYS[1], 0, -1), 0
for i = #lines, 1, -1 do
  bytes = bytes + #lines[i]
  if bytes > tonumber(ARGV[2]) and i < #lines then
    redis.call('LTRIM', KEYS[1], i, -1)
    break
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
"""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One speech bubble. choices, details: what its buttons say; id: of the message that it is, or that it answers."""

    sender: Literal["me", "bot"]
    text: str
    at: datetime
    choices: tuple[str, ...] = ()
    urgent: bool = False
    id: str = ""
    details: tuple[str, ...] = ()


_LINE = TypeAdapter(HistoryLine)


class History:
    """The last lines of each resident, sealed. While Redis is away there are none, and nothing fails.

    most: histories that are kept; of MOST_BYTES each.
    """

    def __init__(self, redis: Redis, cipher: Cipher, most: int = MOST_HISTORIES) -> None:
        self._redis = redis
        self._cipher = cipher
        self._most = most

    async def load(self, user: str) -> list[HistoryLine]:
        """The lines, oldest first; a message that was sent twice is there once."""
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                pipe.lrange(_key(user), 0, -1)
                (sealed,) = await pipe.execute()
            return _without_repeats([_LINE.validate_json(self._cipher.open(line)) for line in sealed])
        except (RedisError, OSError, ConfigError, ValidationError) as error:
            log.info("history_away", reason=type(error).__name__)
            return []

    async def forget(self, user: str) -> None:
        """Delete the lines; while Redis is away they are left to expire within a day."""
        try:
            await self._redis.delete(_key(user))
            await self._redis.zrem(_INDEX, _key(user))
        except (RedisError, OSError) as error:
            log.info("history_away", reason=type(error).__name__)

    async def append(self, user: str, lines: Sequence[HistoryLine]) -> None:
        """Add lines; only the newest fifty are kept, and fewer of long ones."""
        if not lines:
            return
        sealed = [self._cipher.seal(_LINE.dump_json(line)) for line in lines]
        try:
            await cast(
                "Awaitable[object]",
                self._redis.eval(_APPEND, 1, _key(user), MOST_LINES, MOST_BYTES, KEPT_SECONDS, *sealed),
            )
            await self._note(_key(user), lines[-1].at.timestamp())
        except (RedisError, OSError) as error:
            log.info("history_not_kept", reason=type(error).__name__)

    async def _note(self, key: str, at: float) -> None:
        """Note that the history is in use, and delete the oldest of too many."""
        async with self._redis.pipeline(transaction=False) as pipe:
            pipe.zadd(_INDEX, {key: at})
            pipe.zremrangebyscore(_INDEX, "-inf", at - KEPT_SECONDS)  # expired by themselves
            pipe.zcard(_INDEX)
            *_, count = await pipe.execute()
        if count > self._most:
            for oldest, _ in await self._redis.zpopmin(_INDEX, count - self._most):
                await self._redis.delete(oldest)


def _without_repeats(lines: list[HistoryLine]) -> list[HistoryLine]:
    """Each line of a message once: an emergency is answered every time that it arrives, also when it is a repeat."""
    by_key: dict[object, HistoryLine] = {}
    for number, line in enumerate(lines):
        by_key.setdefault((line.id, line.sender, line.text) if line.id else number, line)
    return list(by_key.values())


def _key(user: str) -> str:
    return f"history:{sha256(user.encode()).hexdigest()[:32]}"
