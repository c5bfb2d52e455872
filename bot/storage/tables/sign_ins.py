"""Where the staff sign in from, and how often a password was wrong there."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base


class SignInRecord(Base):
    """An account at an address. account: of `staff`; address: an IPv4 address, or the /64 network of an IPv6 one.

    failed: tries since failed_since that were not followed by the right password; succeeded_at: of the last right one.
    """

    __tablename__ = "sign_ins"
    __table_args__ = (UniqueConstraint("account", "address", name="sign_ins_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[int]
    address: Mapped[str]
    failed: Mapped[int]
    failed_since: Mapped[datetime]
    succeeded_at: Mapped[datetime | None]
    last_at: Mapped[datetime]
