"""The audit log: who changed which row."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base


class ChangeRecord(Base):
    """Who changed which row; never a name, a phone or a text of a resident. what: the new status, or what was done."""

    __tablename__ = "changes"
    __table_args__ = (Index("changes_row", "table", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    table: Mapped[str]
    row_id: Mapped[int]
    actor: Mapped[str]
    what: Mapped[str]
    at: Mapped[datetime]
