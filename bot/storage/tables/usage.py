"""Daily usage."""

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base


class UsageRecord(Base):
    """A count of a day. name: the outcome of messages ("answered"), questions asked back, milliseconds of answering."""

    __tablename__ = "usage"
    __table_args__ = (UniqueConstraint("day", "name", name="usage_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    name: Mapped[str]
    number: Mapped[int]


class VisitRecord(Base):
    """That a resident wrote on a day; deleted after two months, or when the resident is erased."""

    __tablename__ = "visits"
    __table_args__ = (UniqueConstraint("day", "user", name="visits_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    user: Mapped[str]
