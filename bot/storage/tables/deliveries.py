"""The ledger of broadcasts: campaigns, their texts, a row for each recipient, and official warnings."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.storage.models import Base
from bot.storage.sealed_columns import Sealed

_PLANNED = text("status = 'planned'")
_IN_FLIGHT = text("status IN ('sending', 'unclear')")
_BATCHED = text("batch <> ''")


class CampaignRecord(Base):
    """A broadcast. slot: its occasion ("weekly:2026-11-25"), unique, so that several schedulers plan one campaign.

    kind: weekly, warning, all_clear, drill or notice. priority: 0 is sent before 5, and at night too.
    first: how many are sent before it waits for a person's approval; 0: no waiting.
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
    """A text of a campaign. variant: the tip's id where a campaign has several."""

    __tablename__ = "push_texts"
    __table_args__ = (UniqueConstraint("campaign", "variant", name="push_texts_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign: Mapped[int]
    variant: Mapped[str]
    text: Mapped[str]


class DeliveryRecord(Base):
    """A recipient of a campaign. The phone is in the subscription alone, and is deleted with it.

    via: the channel that is tried now: sms, kf (customer service), subscribe, then door. batch: our id of the provider
    call. not_before: the earliest time of the next attempt. lease_until: until then a worker is sending it.
    cost: thousandths of a yuan.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("campaign", "channel", "address", name="deliveries_once"),
        Index(
            "deliveries_due", "campaign", "via", "variant", "id",
            sqlite_where=_PLANNED, postgresql_where=_PLANNED,
        ),
        Index("deliveries_air", "status", "lease_until", sqlite_where=_IN_FLIGHT, postgresql_where=_IN_FLIGHT),
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
    """An official warning, verbatim. event: the first identifier of its chain of updates.

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
