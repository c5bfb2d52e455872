"""INSERT … ON CONFLICT, which both databases have and SQLAlchemy keeps with their dialects."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import Base

Insert = postgresql.Insert | sqlite.Insert


def insert_into(session: AsyncSession, table: type[Base]) -> Insert:
    """An INSERT into the table that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return postgresql.insert(table) if _is_postgresql(session) else sqlite.insert(table)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """An INSERT that is built once, its values given when it runs: to build one costs more than to run it."""

    postgresql: Executable
    sqlite: Executable

    def on(self, session: AsyncSession) -> Executable:
        """The one for the session's database."""
        return self.postgresql if _is_postgresql(session) else self.sqlite


def prepared(table: type[Base], finished: Callable[[Insert], Executable]) -> Prepared:
    """An INSERT into the table, `finished` for either database."""
    plain = table.__table__
    return Prepared(finished(postgresql.insert(plain)), finished(sqlite.insert(plain)))  # type: ignore[arg-type]


def _is_postgresql(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"
