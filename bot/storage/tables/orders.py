"""Orders of firms: a training for their staff, or workers."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed

_LIVE = text("status IN ('open', 'accepted')")


class OrderRecord(Base):
    """An order of a firm: open, accepted, declined, done or withdrawn.

    once: the cipher's index of who orders what, so that the same order is not live twice.
    """

    __tablename__ = "orders"
    __table_args__ = (
        Index("orders_once", "once", unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE),
        Index("orders_status", "status", "kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(index=True)
    once: Mapped[str]
    kind: Mapped[str]
    firm: Mapped[str] = mapped_column(Sealed)
    name: Mapped[str] = mapped_column(Sealed)
    phone: Mapped[str] = mapped_column(Sealed)
    need: Mapped[str] = mapped_column(Sealed)
    quantity: Mapped[int | None]
    due: Mapped[str] = mapped_column(Sealed)
    note: Mapped[str] = mapped_column(Sealed)
    status: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
