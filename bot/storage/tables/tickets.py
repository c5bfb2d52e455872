"""What residents report and suggest, and what became of it."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed


class TicketRecord(Base):
    """One matter.

    kind: report, sighting (seen in bad weather), voice (on a matter put up for consultation).
    fold: the vault's index of who said what, by which the same words twice are one ticket.
    """

    __tablename__ = "tickets"
    __table_args__ = (
        Index("tickets_of_user", "user", "status"),
        Index("tickets_fold", "fold"),
        Index("tickets_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user: Mapped[str]
    kind: Mapped[str]
    status: Mapped[str]
    detail: Mapped[str] = mapped_column(Sealed)
    place: Mapped[str] = mapped_column(Sealed)
    picture: Mapped[str] = mapped_column(Sealed)
    phone: Mapped[str] = mapped_column(Sealed)
    answer: Mapped[str] = mapped_column(Sealed)
    anonymous: Mapped[bool]
    reopened: Mapped[int]
    fold: Mapped[str]
    shown_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
