"""The search of a list: by plain text, by the words of codes, and by names and phones, which are sealed."""

import asyncio
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, String, cast, false, or_, select

from bot.common.cipher import Cipher
from bot.console.lists.record_lists import PERSONAL, sealed_columns
from bot.storage.database import Database
from bot.storage.record_type import RecordType
from bot.storage.sealed_columns import at_rest

MAX_FOUND = 200  # rows that a name or phone may find, the newest
CHUNK = 5000  # rows that are opened at a time


def matches_word(
    record_type: RecordType, column: str, words: Mapping[str, str], term: str
) -> ColumnElement[bool]:
    """The column has a code whose word contains the term. words: code → word."""
    codes = [code for code, word in words.items() if term in word]
    return getattr(record_type.table, column).in_(codes) if codes else false()


def matches_text(record_type: RecordType, term: str) -> ColumnElement[bool]:
    """A plain text column contains the term, or the term is the record's number."""
    sealed = sealed_columns(record_type)
    names = [name for name in (*record_type.staff_list.search, "user") if name not in sealed]
    columns = [getattr(record_type.table, name) for name in names if hasattr(record_type.table, name)]
    conditions: list[ColumnElement[bool]] = [
        cast(column, String).ilike(f"%{_escaped(term)}%", escape="\\") for column in columns
    ]
    number = term.removeprefix("#")
    if number.isdecimal() and number[0] != "0" and len(number) < 9:
        conditions.append(_id(record_type) == int(number))
    return any_of(conditions)


async def matches_sealed(database: Database, record_type: RecordType, term: str) -> ColumnElement[bool]:
    """A sealed column contains the term. Each row is opened, as no index may give away a part of a name.

    Opened in a thread, so that other requests are served meanwhile: 100,000 rows take one to two seconds. A term of
    fewer than two characters finds nothing.
    """
    columns = [
        at_rest(getattr(record_type.table, name))
        for name in sealed_columns(record_type)
        if name in PERSONAL | set(record_type.staff_list.search)
    ]
    if len(term) < 2 or not columns:
        return false()
    number = _id(record_type)
    query = select(number, *columns).order_by(number.desc()).limit(CHUNK)
    numbers: list[int] = []
    async with database.work() as work:
        session = await work.read()
        last: int | None = None
        while len(numbers) < MAX_FOUND:
            chunk = query if last is None else query.where(number < last)
            rows = (await session.execute(chunk)).all()
            if not rows:
                break
            last = rows[-1][0]
            numbers += await asyncio.to_thread(_containing, database.cipher, rows, term)
    return number.in_(numbers[:MAX_FOUND]) if numbers else false()


def any_of(conditions: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """One of the conditions holds; false without any."""
    return or_(false(), *conditions)


def _id(record_type: RecordType) -> ColumnElement[int]:
    number: ColumnElement[int] = record_type.table.__table__.c.id
    return number


def _containing(cipher: Cipher, rows: Any, term: str) -> list[int]:
    """The numbers of the rows, each a number and its sealed columns, that contain the term."""
    return [row[0] for row in rows if any(sealed and term in cipher.open_text(sealed) for sealed in row[1:])]


def _escaped(term: str) -> str:
    return term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
