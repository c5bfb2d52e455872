"""Messages that were not understood, collected for the staff."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed


class ReviewRecord(Base):
    """A message that was asked back, missed or answered wrongly: masked, and without its resident.

    fold: the cipher's index of the text, so that equal texts are counted in one row; chosen: what residents chose when
    asked back; label: what the staff say it means; status: open, labelled, written, dismissed.
    """

    __tablename__ = "reviews"
    __table_args__ = (Index("reviews_queue", "status", "count"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fold: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str] = mapped_column(Sealed)
    reason: Mapped[str]
    intent: Mapped[str]
    chosen: Mapped[str]
    label: Mapped[str]
    status: Mapped[str]
    count: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
