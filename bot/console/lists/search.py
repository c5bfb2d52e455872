"""What a clerk types into a list's search: words of the lists, and names and phones, which are sealed."""

import asyncio
from typing import Any

from sqlalchemy import ColumnElement, String, cast, false, or_, select

from bot.console.lists.kinds import PERSONAL, sealed_columns
from bot.storage.database import Database
from bot.storage.record_type import RecordType
from bot.storage.sealed_columns import at_rest

MOST = 200  # rows that a name or phone may find, the newest
AT_ONCE = 5000


def words_fit(kind: RecordType, column: str, words: dict[str, str], term: str) -> ColumnElement[bool]:
    """The column's codes whose words hold the term."""
    codes = [code for code, word in words.items() if term in word]
    return getattr(kind.table, column).in_(codes) if codes else false()


def text_fits(kind: RecordType, term: str) -> list[ColumnElement[bool]]:
    """Plain text columns that hold the term, and the number that is the term."""
    names = [name for name in (*kind.staff_list.search, "user") if name not in sealed_columns(kind)]
    columns = (getattr(kind.table, name) for name in names if hasattr(kind.table, name))
    found: list[ColumnElement[bool]] = [
        cast(column, String).ilike(f"%{_plain(term)}%", escape="\\") for column in columns
    ]
    number = term.removeprefix("#")
    is_number = number.isdecimal() and number[0] != "0" and len(number) < 9
    return [*found, kind.table.__table__.c.id == int(number)] if is_number else found


async def sealed_fits(database: Database, kind: RecordType, term: str) -> ColumnElement[bool]:
    """Rows whose name, phone or address holds the term: each is opened, as no index may tell a part of a name.

    Opened in a thread, so that other requests are served meanwhile: 100,000 rows take one to two seconds. A term of
    fewer than two characters finds nothing.
    """
    columns = [
        at_rest(getattr(kind.table, name))
        for name in sealed_columns(kind)
        if name in PERSONAL | set(kind.staff_list.search)
    ]
    if len(term) < 2 or not columns:
        return false()
    found: list[int] = []
    last = None
    async with database.work() as work:
        session = await work.read()
        while len(found) < MOST:
            query = (
                select(kind.table.__table__.c.id, *columns)
                .order_by(kind.table.__table__.c.id.desc())
                .limit(AT_ONCE)
            )
            rows = (
                await session.execute(
                    query if last is None else query.where(kind.table.__table__.c.id < last)
                )
            ).all()
            if not rows:
                break
            last = rows[-1][0]
            found += await asyncio.to_thread(_holding, database, rows, term)
    return kind.table.__table__.c.id.in_(found[:MOST]) if found else false()


def any_of(clauses: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """Any of these."""
    return or_(false(), *clauses)


def _holding(database: Database, rows: Any, term: str) -> list[int]:
    opened = database.cipher.open_text
    return [row[0] for row in rows if any(value and term in opened(value) for value in row[1:])]


def _plain(term: str) -> str:
    return term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
