"""The outbox: notices to residents outside a turn."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed

_PENDING = text("delivered_at IS NULL")


class NoticeRecord(Base):
    """A notice to a resident. claimed_until: until then one process has it for delivery."""

    __tablename__ = "notices"
    __table_args__ = (Index("notices_pending", "id", sqlite_where=_PENDING, postgresql_where=_PENDING),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    text: Mapped[str] = mapped_column(Sealed)
    created_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
