"""What firms order, a training or hands; the staff accept it, and accepted hiring is shown among the jobs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from bot.common.cipher import Cipher
from bot.storage.audit import note
from bot.storage.tables.orders import OrderRecord as Row
from bot.storage.unit_of_work import UnitOfWork
from bot.storage.upsert import insert_into

HIRE, TRAIN = "hire", "train"
OPEN, ACCEPTED, DECLINED, DONE, WITHDRAWN = "open", "accepted", "declined", "done", "withdrawn"
STEPS: Mapping[str, tuple[str, ...]] = {
    ACCEPTED: (OPEN,),
    DECLINED: (OPEN, ACCEPTED),
    DONE: (OPEN, ACCEPTED),
    WITHDRAWN: (OPEN, ACCEPTED),
}
"""Status → those from which an order may get there."""
_TABLE = "orders"


@dataclass(frozen=True, slots=True)
class NewOrder:
    """What a firm orders. kind: hire or train; need: which job or training; due: when, in their words."""

    user: str
    kind: str
    firm: str
    name: str
    phone: str
    need: str
    quantity: int | None = None
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmOrder(NewOrder):
    """An order as it stands; note: what the staff said to it last."""

    id: int
    status: str
    note: str
    created_at: datetime


async def place(work: UnitOfWork, new: NewOrder, now: datetime) -> tuple[FirmOrder, bool]:
    """Keep the order; True when it is new, False when the very same one is live already."""
    session = await work.write()
    once = _once(work.cipher, new)
    values = {
        "user": new.user, "kind": new.kind, "once": once, "quantity": new.quantity,
        "firm": new.firm, "name": new.name, "phone": new.phone, "need": new.need, "due": new.due,
        "note": "", "status": OPEN, "created_at": now, "updated_at": now,
    }  # fmt: skip
    statement = insert_into(session, Row).values(**values).on_conflict_do_nothing().returning(Row.id)
    row_id = await session.scalar(statement)
    if row_id is None:
        return (await _all(work, Row.once == once, Row.status.in_((OPEN, ACCEPTED))))[0], False
    await note(session, _TABLE, [row_id], new.user, OPEN, now)
    return (await _all(work, Row.id == row_id))[0], True


async def find(work: UnitOfWork, order_id: int) -> FirmOrder | None:
    """The order with this number."""
    return next(iter(await _all(work, Row.id == order_id)), None)


async def of_user(work: UnitOfWork, user: str) -> list[FirmOrder]:
    """The user's orders that are open or accepted, oldest first."""
    return await _all(work, Row.user == user, Row.status.in_((OPEN, ACCEPTED)))


async def step(
    work: UnitOfWork, order_id: int, status: str, actor: str, now: datetime, *, said: str = "", user: str = ""
) -> FirmOrder | None:
    """Bring the order to this status; None when it is not where that can be done from (see STEPS).

    said: the staff's note, kept with it; user: only if the order is this user's.
    """
    session = await work.write()
    where = [Row.id == order_id, Row.status.in_(STEPS[status])]
    if user:
        where.append(Row.user == user)
    values = {"status": status, "updated_at": now} | ({"note": said} if said else {})
    moved = await session.scalar(update(Row).where(*where).values(**values).returning(Row.id))
    if moved is None:
        return None
    await note(session, _TABLE, [order_id], actor, status, now)
    return await find(work, order_id)


async def every(work: UnitOfWork) -> list[FirmOrder]:
    """Every order, whatever became of it."""
    return await _all(work)


def _once(cipher: Cipher, new: NewOrder) -> str:
    parts = ("".join(part.casefold().split()) for part in (new.kind, new.firm, new.need))
    return cipher.index("order", new.user, *parts)


async def _all(work: UnitOfWork, *where: ColumnElement[bool]) -> list[FirmOrder]:
    session = await work.read()
    found = await session.scalars(
        select(Row).where(*where).order_by(Row.id), execution_options={"populate_existing": True}
    )
    return [_order(row) for row in found]


def _order(row: Row) -> FirmOrder:
    return FirmOrder(
        user=row.user,
        kind=row.kind,
        firm=row.firm,
        name=row.name,
        phone=row.phone,
        need=row.need,
        quantity=row.quantity,
        due=row.due,
        id=row.id,
        status=row.status,
        note=row.note,
        created_at=row.created_at,
    )
