"""A row for each turn that wrote records, which makes a message take effect exactly once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, case, func, select

from bot.common.errors import BotError
from bot.storage.tables.turns import TurnRecord
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import prepare_insert

_TURNS = TurnRecord.__table__
_T = _TURNS.c
_INSERT = prepare_insert(TurnRecord, lambda insert: insert.on_conflict_do_nothing().returning(_T.id))
_OF_MESSAGE = select(_TURNS).where(_T.message_id == bindparam("message_id"))
_LAST = select(_TURNS).where(_T.user == bindparam("user")).order_by(_T.writes.desc()).limit(1)
_COUNT = select(
    func.max(_T.writes), func.max(case((_T.message_id == bindparam("message_id"), 1), else_=0))
).where(_T.user == bindparam("user"))


@dataclass(frozen=True, slots=True)
class TurnRow:
    """A turn that wrote: its replies and the session after it, serialised (encrypted at rest).

    writes: the number of this resident's writing turn, from 1.
    """

    message_id: str
    user: str
    writes: int
    replies: bytes
    session_after: bytes


class AlreadyAnswered(BotError):
    """The message has taken effect before; its row holds the replies."""

    def __init__(self, row: TurnRow) -> None:
        super().__init__()
        self.row = row


class StaleSession(BotError):
    """Another turn of this resident has written since the session was saved; its row holds the newer session."""

    def __init__(self, row: TurnRow) -> None:
        super().__init__()
        self.row = row


async def record(work: UnitOfWork, row: TurnRow, now: datetime) -> None:
    """Insert the turn's row in the turn's own transaction, as the last statement before the commit.

    AlreadyAnswered or StaleSession when its message or its number is taken: all that the turn wrote is rolled back.
    """
    values = {
        "message_id": row.message_id,
        "user": row.user,
        "writes": row.writes,
        "replies": row.replies,
        "session_after": row.session_after,
        "created_at": now,
    }
    # DO NOTHING, since after an integrity error PostgreSQL's transaction cannot be asked for the reason.
    if await work.insert_last(_INSERT, values):
        return
    await work.rollback()
    same = await find(work, row.message_id)
    if same:
        raise AlreadyAnswered(same)
    latest = await last(work, row.user)
    if latest is None:
        raise AssertionError("a turn's row was refused, and no row is there")
    raise StaleSession(latest)


async def find(work: UnitOfWork, message_id: str) -> TurnRow | None:
    """The turn of this message, if it wrote."""
    session = await work.read()
    return _turn((await session.execute(_OF_MESSAGE, {"message_id": message_id})).first())


async def last(work: UnitOfWork, user: str) -> TurnRow | None:
    """The latest writing turn of this user."""
    session = await work.read()
    return _turn((await session.execute(_LAST, {"user": user})).first())


async def write_count_and_turn(work: UnitOfWork, user: str, message_id: str) -> tuple[int, TurnRow | None]:
    """How many writing turns the user has had, and the one of this message, if it wrote."""
    session = await work.read()
    count, is_known = (await session.execute(_COUNT, {"user": user, "message_id": message_id})).one()
    return count or 0, await find(work, message_id) if is_known else None


async def write_count(work: UnitOfWork, user: str) -> int:
    """How many writing turns the user has had."""
    return (await write_count_and_turn(work, user, ""))[0]


def _turn(row: Row[Any] | None) -> TurnRow | None:
    if row is None:
        return None
    return TurnRow(
        message_id=row.message_id,
        user=row.user,
        writes=row.writes,
        replies=row.replies,
        session_after=row.session_after,
    )
