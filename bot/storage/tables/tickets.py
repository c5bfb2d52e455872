"""What residents report and suggest."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed


class TicketRecord(Base):
    """A report or suggestion.

    kind: report, sighting (seen in bad weather), voice (an opinion in a consultation).
    fold: the cipher's index of user and text, by which the same text sent twice is one ticket.
    user: of an anonymous ticket a pseudonym (`bot.storage.pseudonyms`), and way_back the account, for the answer.
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
    way_back: Mapped[str] = mapped_column(Sealed, server_default="")
    reopened: Mapped[int]
    rating: Mapped[int | None]
    fold: Mapped[str]
    shown_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
