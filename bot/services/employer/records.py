"""What firms order, a training or hands; the staff accept it, and accepted hiring is shown among the jobs."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from bot.common.cipher import Cipher
from bot.storage.repository import Repository
from bot.storage.shared_statuses import ORDER_TRANSITIONS, OrderStatus
from bot.storage.tables.orders import OrderRecord
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork

_CORRECTED = ("firm", "name", "phone", "need", "quantity", "due")
HIRE, TRAIN = "hire", "train"


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
    status: OrderStatus
    note: str
    created_at: datetime


_O = OrderRecord
_rows = Repository(OrderRecord, FirmOrder, ORDER_TRANSITIONS)
_LIVE = _O.status.in_([OrderStatus.OPEN, OrderStatus.ACCEPTED])


async def place(work: UnitOfWork, new: NewOrder, now: datetime) -> tuple[FirmOrder, bool]:
    """Write the order down; True when it is new, False when the very same one is live already."""
    once = _once(work.cipher, new)
    values = asdict(new) | {"once": once, "note": "", "status": OrderStatus.OPEN}
    placed = await _rows.add_once(work, new.user, now, **values)
    if placed is not None:
        return placed, True
    [live] = await _rows.all(work, _O.once == once, _LIVE)
    return live, False


async def of_user(work: UnitOfWork, user: str) -> list[FirmOrder]:
    """The user's orders that are open or accepted, oldest first."""
    return await _rows.all(work, _O.user == user, _LIVE)


async def withdraw(work: UnitOfWork, user: str, order_id: int, now: datetime) -> FirmOrder | None:
    """The firm takes it back; None when it is not theirs, or is over."""
    own_row = [_O.id == order_id, _O.user == user]
    changed = await _rows.move(work, own_row, OrderStatus.WITHDRAWN, Party.RESIDENT, user, now)
    return changed[0] if changed else None


async def finish(work: UnitOfWork, user: str, order_id: int, now: datetime) -> FirmOrder | None:
    """The firm says that it has what it wanted; None when it is not theirs, or is over."""
    own_row = [_O.id == order_id, _O.user == user]
    changed = await _rows.move(work, own_row, OrderStatus.DONE, Party.RESIDENT, user, now)
    return changed[0] if changed else None


async def correct(work: UnitOfWork, order: FirmOrder, now: datetime) -> FirmOrder | None:
    """Write what the firm wants now; None when the same order is live already.

    What the staff have accepted goes back to them when the firm, or what it needs, is another.
    """
    await work.write()
    once = _once(work.cipher, order)
    this = [_O.id == order.id, _O.user == order.user, _LIVE]
    before = await _rows.first(work, *this)
    if before is None or await _rows.first(work, _O.once == once, _LIVE, _O.id != order.id):
        return None
    values: dict[str, Any] = {name: getattr(order, name) for name in _CORRECTED} | {"once": once}
    changed = await _rows.change(work, this, order.user, "changed", now, **values)
    is_another = (before.firm, before.need) != (order.firm, order.need)
    if not is_another or before.status is not OrderStatus.ACCEPTED:
        return changed[0]
    by = Party.RESIDENT
    [reopened] = await _rows.move(
        work, [_O.id == order.id], OrderStatus.OPEN, by, order.user, now, what="changed, open again"
    )
    return reopened


async def decide(
    work: UnitOfWork, order_id: int, status: OrderStatus, answer: str, actor: str, now: datetime
) -> FirmOrder:
    """What the staff decide, and their note to it. OrderRefused: there is no such order, or not as it stands."""
    return await _rows.decide(work, order_id, status, actor, now, **({"note": answer} if answer else {}))


async def every(work: UnitOfWork) -> list[FirmOrder]:
    """Every order, whatever became of it."""
    return await _rows.all(work)


def _once(cipher: Cipher, new: NewOrder) -> str:
    parts = ("".join(part.casefold().split()) for part in (new.kind, new.firm, new.need))
    return cipher.index("order", new.user, *parts)
