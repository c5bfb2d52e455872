"""A row of any table, its columns filled with values that mean nothing, for tests that care about a few of them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.storage.models import Base
from bot.storage.unit_of_work import UnitOfWork
from tests.unit.services.enrolment.sample_enrolments import NOW

_FILLERS: dict[type, object] = {str: "", int: 0, bool: False, datetime: NOW, date: NOW.date(), bytes: b""}

_SEALED_BY_HAND = {("enrolments", "name"), ("enrolments", "phone")}


async def add_filled_row(work: UnitOfWork, table: type[Base], **values: Any) -> int:
    """Insert a row that has these values; its id."""
    columns = table.__table__.columns
    required = (column for column in columns if not column.nullable and not column.primary_key)
    filled = {
        column.name: work.cipher.seal_text("甲")
        if column.info.get("sealed") or (table.__tablename__, column.name) in _SEALED_BY_HAND
        else _FILLERS[_stored(column.type).python_type]
        for column in required
    }
    session = await work.write()
    statement = insert(table).values(**filled | values).returning(columns["id"])
    return int((await session.execute(statement)).scalar_one())


def _stored(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """The database's own type behind one of ours."""
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind
