"""What was said on the chat page, kept for a day, so that a reload shows it again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Literal

import structlog
from pydantic import TypeAdapter, ValidationError
from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.common.cipher import Cipher
from bot.common.errors import ConfigError

log = structlog.get_logger()

MOST_LINES = 50
KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Line:
    """One bubble. choices, details: what its chips say; id: of the message that it is, or that it answers."""

    sender: Literal["me", "bot"]
    text: str
    at: datetime
    choices: tuple[str, ...] = ()
    urgent: bool = False
    id: str = ""
    details: tuple[str, ...] = ()


_LINE = TypeAdapter(Line)


class History:
    """The last lines of each resident, sealed; without Redis there are none, and nothing fails."""

    def __init__(self, redis: Redis, cipher: Cipher) -> None:
        self._redis = redis
        self._vault = cipher

    async def load(self, user: str) -> list[Line]:
        """The lines, oldest first; what a resent message brought twice is there once."""
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                pipe.lrange(_key(user), 0, -1)
                (sealed,) = await pipe.execute()
            return _once([_LINE.validate_json(self._vault.open(line)) for line in sealed])
        except (RedisError, OSError, ConfigError, ValidationError) as error:
            log.info("history_away", reason=type(error).__name__)
            return []

    async def forget(self, user: str) -> None:
        """Nothing is left; without Redis it goes by itself within a day."""
        try:
            await self._redis.delete(_key(user))
        except (RedisError, OSError) as error:
            log.info("history_away", reason=type(error).__name__)

    async def append(self, user: str, lines: Sequence[Line]) -> None:
        """Add lines; the oldest go when there are more than fifty."""
        if not lines:
            return
        sealed = [self._vault.seal(_LINE.dump_json(line)) for line in lines]
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                pipe.rpush(_key(user), *sealed)
                pipe.ltrim(_key(user), -MOST_LINES, -1)
                pipe.expire(_key(user), KEPT_SECONDS)
                await pipe.execute()
        except (RedisError, OSError) as error:
            log.info("history_not_kept", reason=type(error).__name__)


def _once(lines: list[Line]) -> list[Line]:
    """An emergency is answered each time that it arrives: it waits for nothing, not even for "seen before"."""
    seen: dict[object, Line] = {}
    for number, line in enumerate(lines):
        seen.setdefault((line.id, line.sender, line.text) if line.id else number, line)
    return list(seen.values())


def _key(user: str) -> str:
    return f"history:{sha256(user.encode()).hexdigest()[:32]}"
