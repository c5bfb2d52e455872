"""What is true of this database as a whole: which keys seal it, and how old a programme may work on it."""

from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base


class InstallationRecord(Base):
    """A fact by its name: see `bot/storage/installation.py`."""

    __tablename__ = "installation"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
