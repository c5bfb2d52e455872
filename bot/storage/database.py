"""The database of the programme: its engine, its schema, and what its units of work share."""

import asyncio

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.common.cipher import Cipher
from bot.common.errors import BotError
from bot.storage.commit_strategy import SeparateCommits
from bot.storage.fast import sqlite_thread
from bot.storage.fast.group_commit import GroupCommit
from bot.storage.fast.single_flight_cache import SingleFlightCache
from bot.storage.limits import DatabaseLimits
from bot.storage.migrate import upgrade
from bot.storage.query_cache import NoCache
from bot.storage.sql_engine import in_use, make_engine, writable
from bot.storage.tables.turns import TurnRecord
from bot.storage.unit_of_work import SharedResources, UnitOfWork

_READY_SECONDS = 2
_LOOKS, _LOOK_SECONDS = 200, 0.01
_DEFAULT_LIMITS = DatabaseLimits()


class Database:
    """The durable truth.

    url: `sqlite+aiosqlite:///path` or `postgresql://…`; cipher: seals the columns of personal data.
    fast: commit several turns together, keep common answers for a second, save round trips to SQLite's thread; else the
    plain way of each, with the same results.
    On SQLite the writers of this process queue in order of arrival: the file's own lock is unfair under contention.
    """

    def __init__(
        self, url: str, cipher: Cipher, limits: DatabaseLimits = _DEFAULT_LIMITS, *, fast: bool = True
    ) -> None:
        self.cipher = cipher
        engine = make_engine(url, cipher, limits, sqlite_thread.connect if fast else None)
        self._shared = SharedResources(
            engine,
            cipher,
            limits,
            asyncio.Lock() if engine.dialect.name == "sqlite" else None,
            SingleFlightCache() if fast else NoCache(),
            GroupCommit(limits.batch_seconds) if fast else SeparateCommits(),
        )

    def work(self, *, groupable: bool = False) -> UnitOfWork:
        """A unit of work; it costs nothing until it is used.

        groupable: it may commit together with others, and its user is ready to begin anew at BatchAborted.
        """
        return UnitOfWork(self._shared, groupable=groupable)

    @property
    def engine(self) -> AsyncEngine:
        """The engine, for lists that only read."""
        return self._shared.engine

    @property
    def is_sqlite(self) -> bool:
        """Whether the data is one file, for the processes of one machine."""
        return self._shared.write_lock is not None

    async def migrate(self, *, keys_lost: bool = False) -> None:
        """Bring the schema up to date; processes that start together do it one after the other.

        keys_lost: go on with today's keys although others sealed what is there. ConfigError: without it, they did.
        """
        await upgrade(self.engine, self.cipher, keys_lost=keys_lost)

    async def ready(self) -> bool:
        """Whether the database answers, has our tables and can be written to."""
        try:
            async with asyncio.timeout(_READY_SECONDS), self.work() as work:
                session = await work.read()
                await session.execute(select(TurnRecord.id).limit(1))
                return await writable(session, self._shared.limits.free_bytes)
        except (BotError, SQLAlchemyError, TimeoutError):
            return False

    async def close(self) -> None:
        """Close every connection. One that is in use gets two seconds: given back later, it would stay open."""
        for _ in range(_LOOKS):
            if not in_use(self.engine):
                break
            await asyncio.sleep(_LOOK_SECONDS)
        await self.engine.dispose()
