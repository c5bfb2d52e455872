"""INSERT … ON CONFLICT for both databases; SQLAlchemy has it in each dialect, not in its common API."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Executable
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.storage.models import Base

Insert = postgresql.Insert | sqlite.Insert


def insert_into(session: AsyncSession, table: type[Base]) -> Insert:
    """An INSERT that has `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return postgresql.insert(table) if _is_postgresql(session) else sqlite.insert(table)


@dataclass(frozen=True, slots=True, eq=False)
class PreparedInsert:
    """An INSERT that is built once and gets its values when it runs, since building costs more than running."""

    postgresql: Executable
    sqlite: Executable

    def on(self, session: AsyncSession) -> Executable:
        """The statement for the session's database."""
        return self.postgresql if _is_postgresql(session) else self.sqlite


def prepare_insert(table: type[Base], complete: Callable[[Insert], Executable]) -> PreparedInsert:
    """An INSERT into the table for each database; complete: adds what to do on a conflict, and what to return."""
    core_table = table.__table__
    return PreparedInsert(
        complete(postgresql.insert(core_table)),  # type: ignore[arg-type]
        complete(sqlite.insert(core_table)),  # type: ignore[arg-type]
    )


def _is_postgresql(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"
