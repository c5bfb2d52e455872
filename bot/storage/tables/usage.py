"""How much is said, by day."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base


class UsageRecord(Base):
    """A count of a day. name: messages by outcome ("answered"), what was asked back, milliseconds of answering."""

    __tablename__ = "usage"
    __table_args__ = (UniqueConstraint("day", "name", name="usage_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    name: Mapped[str]
    number: Mapped[int]


class VisitRecord(Base):
    """That a resident said something on a day; goes after two months, and with the resident."""

    __tablename__ = "visits"
    __table_args__ = (UniqueConstraint("day", "user", name="visits_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    user: Mapped[str]
