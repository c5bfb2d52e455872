"""The search of a list: by plain text, by the words of codes, and by what is sealed."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, String, cast, false, or_, select

from bot.common.cipher import Cipher
from bot.console.lists.record_lists import ACCOUNT, sealed_columns
from bot.console.lists.sealed_term import SealedTerm
from bot.storage.database import Database
from bot.storage.pseudonyms import PREFIX
from bot.storage.record_type import RecordType
from bot.storage.sealed_columns import at_rest, opened_text

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
    names = [name for name in record_type.staff_list.search if name not in sealed]
    columns = [getattr(record_type.table, name) for name in names if hasattr(record_type.table, name)]
    conditions: list[ColumnElement[bool]] = [
        cast(column, String).ilike(f"%{_escaped(term)}%", escape="\\") for column in columns
    ]
    account = getattr(record_type.table, ACCOUNT, None)
    if account is not None:
        contains = account.ilike(f"%{_escaped(term)}%", escape="\\")
        conditions.append(contains & account.not_like(f"{PREFIX}%"))
    number = term.removeprefix("#")
    if number.isdecimal() and number[0] != "0" and len(number) < 9:
        conditions.append(_id(record_type) == int(number))
    return any_of(conditions)


async def find_sealed(database: Database, record_type: RecordType, wanted: SealedTerm) -> list[int]:
    """The numbers of the rows, the newest first, whose sealed columns have what is wanted.

    Each row is opened, as no index may give away a part of a name. In a thread, so that other requests are served
    meanwhile: 100,000 rows take one to two seconds.
    """
    names = [name for name in sealed_columns(record_type) if wanted.looks_into(name, record_type)]
    if not names:
        return []
    columns = [at_rest(getattr(record_type.table, name)) for name in names]
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
            numbers += await asyncio.to_thread(_having, database.cipher, rows, names, wanted)
    return numbers[:MAX_FOUND]


def has_number(record_type: RecordType, numbers: Sequence[int]) -> ColumnElement[bool]:
    """The record has one of these numbers."""
    return _id(record_type).in_(numbers) if numbers else false()


def any_of(conditions: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    """One of the conditions holds; false without any."""
    return or_(false(), *conditions)


def _id(record_type: RecordType) -> ColumnElement[int]:
    number: ColumnElement[int] = record_type.table.__table__.c.id
    return number


def _having(cipher: Cipher, rows: Any, names: Sequence[str], wanted: SealedTerm) -> list[int]:
    """The numbers of the rows, each a number and its sealed columns, that have what is wanted."""
    return [
        row[0]
        for row in rows
        if any(
            sealed and wanted.is_in(name, opened_text(cipher, sealed))
            for name, sealed in zip(names, row[1:], strict=True)
        )
    ]


def _escaped(term: str) -> str:
    return term.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
