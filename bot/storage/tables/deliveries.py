"""The ledger of what goes to many: campaigns, the texts that they send, one row for each recipient, warnings."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed

_PLANNED = text("status = 'planned'")
_IN_THE_AIR = text("status IN ('sending', 'unclear')")
_BATCHED = text("batch <> ''")


class CampaignRecord(Base):
    """One sending to many. slot: what it is for ("weekly:2026-11-25"), UNIQUE: many schedulers, one campaign.

    kind: weekly, warning, all_clear, drill or notice. priority: 0 goes before 5, and at night too.
    first: how many go out before it waits for a person to look; 0: no waiting.
    """

    __tablename__ = "campaigns"

    id: Mapped[int] = mapped_column(primary_key=True)
    slot: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    title: Mapped[str]
    status: Mapped[str]
    priority: Mapped[int]
    not_before: Mapped[datetime]
    expires: Mapped[datetime | None]
    first: Mapped[int]
    reason: Mapped[str]
    actor: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class PushTextRecord(Base):
    """What a campaign says; variant: the tip's id where a campaign has several."""

    __tablename__ = "push_texts"
    __table_args__ = (UniqueConstraint("campaign", "variant", name="push_texts_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign: Mapped[int]
    variant: Mapped[str]
    text: Mapped[str]


class DeliveryRecord(Base):
    """One recipient of a campaign; the phone is not here but with the subscription, and goes with it.

    via: how it is tried now: sms, kf (customer service), subscribe, then door. batch: our own id of the call that
    carries it. not_before: not tried earlier. lease_until: whose `sending` is older is not being sent any more.
    cost: thousandths of a yuan.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("campaign", "channel", "address", name="deliveries_once"),
        Index(
            "deliveries_due", "campaign", "via", "variant", "id",
            sqlite_where=_PLANNED, postgresql_where=_PLANNED,
        ),
        Index("deliveries_air", "status", "lease_until", sqlite_where=_IN_THE_AIR, postgresql_where=_IN_THE_AIR),
        Index("deliveries_batch", "batch", sqlite_where=_BATCHED, postgresql_where=_BATCHED),
        Index("deliveries_had", "address", "variant"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign: Mapped[int]
    subscription: Mapped[int]
    user: Mapped[str]
    channel: Mapped[str]
    address: Mapped[str]
    variant: Mapped[str]
    via: Mapped[str]
    status: Mapped[str]
    attempts: Mapped[int]
    not_before: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    batch: Mapped[str]
    provider: Mapped[str]
    provider_id: Mapped[str]
    error: Mapped[str]
    parts: Mapped[int]
    cost: Mapped[int]
    sent_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Sealed)
    updated_at: Mapped[datetime]


class WarningRecord(Base):
    """An official warning as it came, word for word. event: the first identifier of its chain of updates.

    status: draft, confirmed (one of two), live, ended. level: 蓝黄橙红. by, second: who entered and who confirmed it.
    """

    __tablename__ = "warnings"
    __table_args__ = (UniqueConstraint("sender", "identifier", "sent_at", name="warnings_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    event: Mapped[str] = mapped_column(index=True)
    sender: Mapped[str]
    identifier: Mapped[str]
    sent_at: Mapped[datetime]
    kind: Mapped[str]
    status: Mapped[str]
    hazard: Mapped[str]
    level: Mapped[str]
    area: Mapped[str]
    text: Mapped[str]
    issuer: Mapped[str]
    issued_at: Mapped[datetime]
    expires: Mapped[datetime]
    raw: Mapped[str]
    by: Mapped[str]
    second: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
