"""Rows of a table as frozen dataclasses: sealed on the way in, opened on the way out, every change on record."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, insert, select, update

from bot.common.cipher import Cipher
from bot.storage.audit import note
from bot.storage.database import UnitOfWork
from bot.storage.models import Base

R = TypeVar("R")


class Repository(Generic[R]):
    """The rows of `table`, each as a `shape`: a dataclass whose fields are columns of the table.

    The table has `id`, `status`, `created_at` and `updated_at`.
    """

    def __init__(self, table: type[Base], shape: type[R]) -> None:
        self._table: Any = table
        self._shape = shape
        self._names = tuple(field.name for field in fields(shape))  # type: ignore[arg-type]
        columns = table.__table__.columns
        self._sealed = frozenset(column.name for column in columns if column.info.get("sealed"))

    async def add(self, work: UnitOfWork, actor: str, now: datetime, **values: Any) -> R:
        """A new row."""
        session = await work.write()
        kept = self._closed(work.cipher, values) | {"created_at": now, "updated_at": now}
        row_id = await session.scalar(insert(self._table).values(**kept).returning(self._table.id))
        await note(session, self._table.__tablename__, [int(row_id or 0)], actor, str(values["status"]), now)
        [row] = await self.all(work, self._table.id == row_id)
        return row

    async def all(
        self, work: UnitOfWork, *where: ColumnElement[bool], newest: bool = False, limit: int | None = None
    ) -> list[R]:
        """The rows that fit, oldest first unless told otherwise."""
        session = await work.read()
        order = self._table.id.desc() if newest else self._table.id
        found = await session.scalars(
            select(self._table).where(*where).order_by(order).limit(limit),
            execution_options={"populate_existing": True},
        )
        return [self._opened(work.cipher, row) for row in found]

    async def one(self, work: UnitOfWork, *where: ColumnElement[bool]) -> R | None:
        """The first row that fits."""
        found = await self.all(work, *where, limit=1)
        return found[0] if found else None

    async def change(
        self,
        work: UnitOfWork,
        where: Sequence[ColumnElement[bool]],
        actor: str,
        what: str,
        now: datetime,
        **values: Any,
    ) -> list[R]:
        """Change the rows that fit when the statement runs, and no others: two who ask at once do not both get it."""
        session = await work.write()
        kept = self._closed(work.cipher, values) | {"updated_at": now}
        changed = await session.scalars(
            update(self._table).where(*where).values(**kept).returning(self._table.id),
            execution_options={"synchronize_session": False},
        )
        ids = sorted(changed)
        if not ids:
            return []
        await note(session, self._table.__tablename__, ids, actor, what, now)
        return await self.all(work, self._table.id.in_(ids))

    def _closed(self, cipher: Cipher, values: dict[str, Any]) -> dict[str, Any]:
        return {
            name: cipher.seal_text(value) if name in self._sealed and value else value
            for name, value in values.items()
        }

    def _opened(self, cipher: Cipher, row: Any) -> R:
        values = {name: getattr(row, name) for name in self._names}
        for name in self._sealed & values.keys():
            values[name] = cipher.open_text(values[name]) if values[name] else ""
        return self._shape(**values)
