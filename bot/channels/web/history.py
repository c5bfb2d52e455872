"""The conversation on the chat page, kept for a day, so that a reload shows it again."""

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
    """The last lines of each resident, sealed. While Redis is away there are none, and nothing fails."""

    def __init__(self, redis: Redis, cipher: Cipher) -> None:
        self._redis = redis
        self._cipher = cipher

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
        except (RedisError, OSError) as error:
            log.info("history_away", reason=type(error).__name__)

    async def append(self, user: str, lines: Sequence[HistoryLine]) -> None:
        """Add lines; only the newest fifty are kept."""
        if not lines:
            return
        sealed = [self._cipher.seal(_LINE.dump_json(line)) for line in lines]
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                pipe.rpush(_key(user), *sealed)
                pipe.ltrim(_key(user), -MOST_LINES, -1)
                pipe.expire(_key(user), KEPT_SECONDS)
                await pipe.execute()
        except (RedisError, OSError) as error:
            log.info("history_not_kept", reason=type(error).__name__)


def _without_repeats(lines: list[HistoryLine]) -> list[HistoryLine]:
    """Each line of a message once: an emergency is answered every time that it arrives, also when it is a repeat."""
    by_key: dict[object, HistoryLine] = {}
    for number, line in enumerate(lines):
        by_key.setdefault((line.id, line.sender, line.text) if line.id else number, line)
    return list(by_key.values())


def _key(user: str) -> str:
    return f"history:{sha256(user.encode()).hexdigest()[:32]}"
