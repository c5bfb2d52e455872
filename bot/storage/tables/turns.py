"""Turns that wrote records, so that a retry gets the same replies."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import SealedBytes


class TurnRecord(Base):
    """A turn that wrote records: its replies, and the session after it.

    writes: the number of the user's writing turn; a session that missed one cannot write under the same number.
    """

    __tablename__ = "turns"
    __table_args__ = (UniqueConstraint("user", "writes", name="turns_user_writes"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    user: Mapped[str]
    writes: Mapped[int]
    replies: Mapped[bytes] = mapped_column(SealedBytes)
    session_after: Mapped[bytes] = mapped_column(SealedBytes)
    created_at: Mapped[datetime]
