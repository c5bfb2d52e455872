"""Whether anything at all is stored of a resident: one statement, which spares a dozen for who has nothing on record."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select

from bot.storage.models import Base
from bot.storage.pseudonyms import owners
from bot.storage.unit_of_work import UnitOfWork

_OF_USERS = frozenset({"user", "holder", "receiver"})
"""Columns that hold a resident: whose row it is, who has a thing reserved, who was given a number."""


async def has_rows(work: UnitOfWork, user: str) -> bool:
    """Does any row name the resident in a column by which rows are found: is anything on record, or was it lately?"""
    session = await work.read()
    return bool(await session.scalar(_any_row(), {"owners": owners(work.cipher, user)}))


@cache
def _any_row() -> Select[Any]:
    whose: BindParameter[tuple[str, str]] = bindparam("owners", expanding=True)
    return select(or_(*(select(column).where(column.in_(whose)).exists() for column in indexed_columns())))


def indexed_columns() -> Iterator[ColumnElement[str]]:
    """The columns that hold a resident, and have an index of their own: every table that lists records has one."""
    for table in Base.metadata.sorted_tables:
        first = {next(iter(index.columns)).name for index in table.indexes}
        yield from (table.c[name] for name in sorted(_OF_USERS & first))
