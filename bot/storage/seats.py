"""Locks on the seats of a class or an event: a transaction that changes seats locks their row first."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.common.cipher import Cipher
from bot.storage.tables.classes import ClassRecord
from bot.storage.upsert import prepare_insert


class SeatStatus(StrEnum):
    """The status of a seat in a class or an event; the words are a contract with the exports."""

    CONFIRMED = "confirmed"
    WAITLISTED = "waitlisted"
    CANCELLED = "cancelled"


_C = ClassRecord.__table__.c
_LOCK = prepare_insert(
    ClassRecord,
    lambda insert: insert.on_conflict_do_update(
        index_elements=[_C.id], set_={"version": _C.version + insert.excluded.version}
    ).returning(_C.id, _C.version),
)


def person_index(cipher: Cipher, name: str, phone: str) -> str:
    """The index of a person; full-width letters, spaces in the name and +86 in the phone make no difference."""
    folded = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    return cipher.index("person", folded, _digits(phone))


def phone_index(cipher: Cipher, phone: str) -> str:
    """The index of a phone, under which its enrolments are found whichever account and name they were entered with."""
    return cipher.index("phone", _digits(phone))


def _digits(phone: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", phone) if char.isdecimal())[-11:]


async def lock(session: AsyncSession, class_id: str) -> int:
    """Lock the class until the transaction ends; its new version, which is the next ticket of its waitlist."""
    return (await lock_all(session, {class_id: 1}))[class_id]


async def lock_all(session: AsyncSession, changes: Mapping[str, int]) -> dict[str, int]:
    """Lock these classes and take so many tickets of each; the last ticket of each, which is its new version.

    An upsert instead of SELECT FOR UPDATE, since it also locks a class that has no row yet, and works on SQLite.
    """
    # Always in the same order, else two transactions could wait for each other.
    rows = [{"id": class_id, "version": changes[class_id]} for class_id in sorted(changes)]
    return {row.id: row.version for row in await session.execute(_LOCK.on(session), rows)}


async def version(session: AsyncSession, class_id: str) -> int:
    """The version of a class that this transaction has locked."""
    return (await session.execute(select(ClassRecord.version).where(ClassRecord.id == class_id))).scalar_one()
