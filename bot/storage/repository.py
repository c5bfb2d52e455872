"""Rows of a table as frozen dataclasses, with an audit entry for every change."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

import structlog
from sqlalchemy import ColumnElement, insert, select, update

from bot.common.errors import ConfigError
from bot.storage.audit import note
from bot.storage.models import Base
from bot.storage.transitions import NoSuchRecord, Party, TransitionRefused, Transitions
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import insert_into

log = structlog.get_logger()

R = TypeVar("R")


class Repository(Generic[R]):
    """The rows of `table`, each as a `shape`: a frozen dataclass whose fields are columns of the table.

    The table has `id`, `status`, `created_at` and `updated_at`. With `transitions` every change of status is held
    to them: it goes through `move` or `decide`.
    """

    def __init__(
        self, table: type[Base], shape: type[R], transitions: Transitions[Any] | None = None
    ) -> None:
        self._table: Any = table
        self._shape = shape
        self._transitions = transitions
        self._names = tuple(field.name for field in fields(shape))  # type: ignore[arg-type]

    async def add(self, work: UnitOfWork, actor: str, now: datetime, **values: Any) -> R:
        """A new row."""
        session = await work.write()
        statement = insert(self._table).values(**self._new(now, values))
        row_id = await session.scalar(statement.returning(self._table.id))
        return await self._added(work, int(row_id or 0), actor, str(values["status"]), now)

    async def add_once(self, work: UnitOfWork, actor: str, now: datetime, **values: Any) -> R | None:
        """A new row; None when a unique index of the table already holds the same."""
        session = await work.write()
        statement = insert_into(session, self._table).values(**self._new(now, values))
        row_id = await session.scalar(statement.on_conflict_do_nothing().returning(self._table.id))
        if row_id is None:
            return None
        return await self._added(work, row_id, actor, str(values["status"]), now)

    def _new(self, now: datetime, values: dict[str, Any]) -> dict[str, Any]:
        if self._transitions and values["status"] not in self._transitions.initial:
            raise ValueError(f"no new record is {values['status']}")
        return values | {"created_at": now, "updated_at": now}

    async def _added(self, work: UnitOfWork, row_id: int, actor: str, status: str, now: datetime) -> R:
        await note(await work.write(), self._table.__tablename__, [row_id], actor, status, now)
        [row] = await self.all(work, self._table.id == row_id)
        return row

    async def all(
        self, work: UnitOfWork, *where: ColumnElement[bool], newest: bool = False, limit: int | None = None
    ) -> list[R]:
        """The rows that fit; the oldest first, or the newest."""
        session = await work.read()
        order = self._table.id.desc() if newest else self._table.id
        rows = await session.scalars(
            select(self._table).where(*where).order_by(order).limit(limit),
            execution_options={"populate_existing": True},
        )
        return [self.value_of(row) for row in rows]

    async def readable(
        self, work: UnitOfWork, *where: ColumnElement[bool], limit: int | None = None
    ) -> list[R]:
        """The rows that fit and can be opened, the oldest first; a row sealed with a lost key is logged and left out.

        For periodic jobs, which one such row must not stop.
        """
        try:
            return await self.all(work, *where, limit=limit)
        except (ConfigError, ValueError):
            return await self._opened_apart(work, where, limit)

    async def _opened_apart(
        self, work: UnitOfWork, where: Sequence[ColumnElement[bool]], limit: int | None
    ) -> list[R]:
        session = await work.read()
        numbers = await session.scalars(select(self._table.id).where(*where).order_by(self._table.id))
        opened: list[R] = []
        for number in numbers.all():
            if limit is not None and len(opened) >= limit:
                break
            try:
                opened += await self.all(work, self._table.id == number)
            except (ConfigError, ValueError):
                log.exception("record_unreadable", table=self._table.__tablename__, id=number)
        return opened

    async def first(self, work: UnitOfWork, *where: ColumnElement[bool]) -> R | None:
        """The oldest row that fits."""
        rows = await self.all(work, *where, limit=1)
        return rows[0] if rows else None

    async def change(
        self,
        work: UnitOfWork,
        where: Sequence[ColumnElement[bool]],
        actor: str,
        what: str,
        now: datetime,
        **values: Any,
    ) -> list[R]:
        """Change the rows that fit at the moment of the statement, so that of two concurrent changes one finds nothing."""
        if self._transitions and "status" in values:
            raise ValueError("a status is changed by `move` or `decide`")
        return await self._changed(work, where, actor, what, now, values)

    async def move(
        self,
        work: UnitOfWork,
        where: Sequence[ColumnElement[bool]],
        to: StrEnum,
        by: Party,
        actor: str,
        now: datetime,
        /,
        *,
        what: str = "",
        **values: Any,
    ) -> list[R]:
        """Bring the rows that fit to this status, where the transitions allow this party to.

        what: for the audit log; values: other columns to set.
        """
        assert self._transitions is not None
        allowed = self._table.status.in_(self._transitions.sources(to, by))
        values |= {"status": to.value}
        return await self._changed(work, [*where, allowed], actor, what or to.value, now, values)

    async def decide(
        self,
        work: UnitOfWork,
        row: int,
        to: StrEnum,
        actor: str,
        now: datetime,
        /,
        *,
        what: str = "",
        **values: Any,
    ) -> R:
        """Bring a row to the status that the staff decided on. NoSuchRecord; TransitionRefused: not from its present status."""
        mine = self._table.id == row
        changed = await self.move(work, [mine], to, Party.STAFF, actor, now, what=what, **values)
        if changed:
            return changed[0]
        session = await work.read()
        status = await session.scalar(select(self._table.status).where(mine))
        raise NoSuchRecord(row) if status is None else TransitionRefused(row, status, to.value)

    async def _changed(
        self,
        work: UnitOfWork,
        where: Sequence[ColumnElement[bool]],
        actor: str,
        what: str,
        now: datetime,
        values: dict[str, Any],
    ) -> list[R]:
        session = await work.write()
        changed = await session.scalars(
            update(self._table).where(*where).values(**values, updated_at=now).returning(self._table.id),
            execution_options={"synchronize_session": False},
        )
        ids = sorted(changed)
        if not ids:
            return []
        await note(session, self._table.__tablename__, ids, actor, what, now)
        return await self.all(work, self._table.id.in_(ids))

    def value_of(self, row: Any) -> R:
        """The shape of a row that the caller has selected."""
        values = {name: getattr(row, name) for name in self._names}
        if self._transitions:
            values["status"] = self._transitions.statuses(values["status"])
        return self._shape(**values)
