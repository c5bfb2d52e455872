"""Classes and events with seats: a row for each, locked by transactions that change its seats."""

from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base


class ClassRecord(Base):
    """A class of a course, or an event. version: counts its tickets, and changes with every lock."""

    __tablename__ = "classes"

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
