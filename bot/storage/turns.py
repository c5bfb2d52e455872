"""Turns that wrote: the row by which a message's effect happens once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, case, func, select

from bot.common.errors import BotError
from bot.storage.tables.turns import TurnRecord
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import prepared

_TURNS = TurnRecord.__table__
_T = _TURNS.c
_REMEMBER = prepared(TurnRecord, lambda insert: insert.on_conflict_do_nothing().returning(_T.id))
_OF_MESSAGE = select(_TURNS).where(_T.message_id == bindparam("message_id"))
_LAST = select(_TURNS).where(_T.user == bindparam("user")).order_by(_T.writes.desc()).limit(1)
_STANDING = select(
    func.max(_T.writes), func.max(case((_T.message_id == bindparam("message_id"), 1), else_=0))
).where(_T.user == bindparam("user"))


@dataclass(frozen=True, slots=True)
class TurnRow:
    """What a writing turn leaves: its answer and the session after it, as plain bytes (sealed at rest)."""

    message_id: str
    user: str
    writes: int
    replies: bytes
    session_after: bytes


class AlreadyTurned(BotError):
    """The message has had its effect; its row says what was answered."""

    def __init__(self, row: TurnRow) -> None:
        super().__init__()
        self.row = row


class StaleSession(BotError):
    """Another turn of this resident has written since the session was saved; its row holds the newer one."""

    def __init__(self, row: TurnRow) -> None:
        super().__init__()
        self.row = row


async def remember(work: UnitOfWork, row: TurnRow, now: datetime) -> None:
    """Add the turn's row to the turn's own transaction, as its last statement before the commit.

    AlreadyTurned or StaleSession when the row cannot be: then everything that the turn wrote is rolled back.
    """
    values = {
        "message_id": row.message_id,
        "user": row.user,
        "writes": row.writes,
        "replies": row.replies,
        "session_after": row.session_after,
        "created_at": now,
    }
    # DO NOTHING: an integrity error would abort PostgreSQL's transaction before it can be asked why.
    if await work.insert_last(_REMEMBER, values):
        return
    await work.rollback()
    same = await find(work, row.message_id)
    if same:
        raise AlreadyTurned(same)
    latest = await last(work, row.user)
    if latest is None:
        raise AssertionError("a turn's row was refused, and no row is there")
    raise StaleSession(latest)


async def find(work: UnitOfWork, message_id: str) -> TurnRow | None:
    """The turn of this message, if it wrote."""
    session = await work.read()
    return _row((await session.execute(_OF_MESSAGE, {"message_id": message_id})).first())


async def last(work: UnitOfWork, user: str) -> TurnRow | None:
    """The latest writing turn of this user."""
    session = await work.read()
    return _row((await session.execute(_LAST, {"user": user})).first())


async def standing(work: UnitOfWork, user: str, message_id: str) -> tuple[int, TurnRow | None]:
    """How many writing turns this user has had (the number of the latest), and the one of this message, if it wrote."""
    session = await work.read()
    count, mine = (await session.execute(_STANDING, {"user": user, "message_id": message_id})).one()
    return count or 0, await find(work, message_id) if mine else None


async def count(work: UnitOfWork, user: str) -> int:
    """How many writing turns this user has had."""
    return (await standing(work, user, ""))[0]


def _row(found: Row[Any] | None) -> TurnRow | None:
    if found is None:
        return None
    return TurnRow(
        message_id=found.message_id,
        user=found.user,
        writes=found.writes,
        replies=found.replies,
        session_after=found.session_after,
    )
