"""Classes and events with seats: one row each, locked by whoever changes the seats."""

from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base


class ClassRecord(Base):
    """A class of a course. Its row is locked by whoever changes its seats; version counts the changes."""

    __tablename__ = "classes"

    id: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
