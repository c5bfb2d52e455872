"""The staff's notes on records."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed


class RemarkRecord(Base):
    """A note on row `row` of `table`. user: whom the row belongs to; the note is erased with them. author: who wrote it."""

    __tablename__ = "remarks"
    __table_args__ = (Index("remarks_of_row", "table", "row"), Index("remarks_of_user", "user"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    table: Mapped[str]
    row: Mapped[int]
    author: Mapped[str]
    status: Mapped[str]
    text: Mapped[str] = mapped_column(Sealed)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
