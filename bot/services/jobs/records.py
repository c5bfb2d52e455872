"""The hiring orders of firms that the staff accepted."""

from dataclasses import dataclass
from datetime import datetime

from bot.storage.repository import Repository
from bot.storage.shared_statuses import OrderStatus
from bot.storage.tables.orders import OrderRecord
from bot.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class HiringOrder:
    """An accepted hiring order."""

    id: int
    firm: str
    need: str
    quantity: int | None
    due: str
    note: str
    created_at: datetime


_O = OrderRecord
_rows = Repository(OrderRecord, HiringOrder)


async def hiring(work: UnitOfWork) -> list[HiringOrder]:
    """The accepted hiring orders, newest first."""
    return await _rows.all(work, _O.kind == "hire", _O.status == OrderStatus.ACCEPTED, newest=True)
