"""The outbox: what residents are to be told outside a turn."""

from datetime import datetime

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed

_PENDING = text("delivered_at IS NULL")


class NoticeRecord(Base):
    """Something to be told to a resident who did not ask just now; the text is sealed.

    claimed_until: who delivers it has it to themselves until then.
    """

    __tablename__ = "notices"
    __table_args__ = (Index("notices_pending", "id", sqlite_where=_PENDING, postgresql_where=_PENDING),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    text: Mapped[str] = mapped_column(Sealed)
    created_at: Mapped[datetime]
    claimed_until: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]
