"""How often something scarce was asked for on a day, by an account or from a network address."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base


class DailyUseRecord(Base):
    """A count. key: a keyed digest of what was asked for, by whom and on which day, so that no two days can be linked."""

    __tablename__ = "daily_uses"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    uses: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(index=True)
