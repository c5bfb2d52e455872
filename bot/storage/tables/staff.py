"""The staff's accounts for the console."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base


class StaffRecord(Base):
    """An account. role: clerk, editor or manager; stamp: changes with the password and ends every session.

    failed: tries in a row from addresses that it has not signed in from; locked_until: none from these before.
    """

    __tablename__ = "staff"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    status: Mapped[str]
    password: Mapped[str]
    stamp: Mapped[str]
    failed: Mapped[int]
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
