"""After an erasure, what the database's journal and the embedded Valkey's file still hold of the resident is removed."""

from redis.asyncio import Redis
from redis.exceptions import RedisError, ResponseError

from bot.common.errors import SessionsAway
from bot.storage import deleted_text
from bot.storage.database import Database


class ErasedTraces:
    """Waits for erasures; due at the start as well, as a process may have ended between an erasure and its next round.

    redis: of the embedded Valkey, which appends to a file; None where another server keeps its own.
    """

    def __init__(self, database: Database, redis: Redis | None) -> None:
        self._database = database
        self._redis = redis
        self._journal_due = True
        self._append_file_due = redis is not None

    async def erased(self, user: str) -> None:
        """Somebody was erased: the next round removes what is left."""
        self._journal_due = True
        self._append_file_due = self._redis is not None

    async def remove(self) -> None:
        """One round; what cannot be done yet is left to the next. SessionsAway."""
        if self._journal_due:
            self._journal_due = not await deleted_text.truncate_journal(self._database.engine)
        if self._append_file_due and self._redis is not None:
            # Before the call: what is erased while the file is rewritten wants another rewrite.
            self._append_file_due = False
            try:
                await self._redis.bgrewriteaof()  # type: ignore[no-untyped-call]
            except ResponseError:  # an earlier rewrite goes on
                self._append_file_due = True
            except (RedisError, OSError) as error:
                self._append_file_due = True
                raise SessionsAway(
                    f"the append-only file is not rewritten: {type(error).__name__}"
                ) from error
