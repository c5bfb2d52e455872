"""What waits in the ledger, for whoever watches the service: deliveries, and warnings without a confirmation."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from bot.storage.record_type import Queue, Where
from bot.storage.shared_statuses import CampaignStatus, DeliveryStatus, WarningStatus
from bot.storage.tables.deliveries import CampaignRecord, DeliveryRecord, WarningRecord

_D = DeliveryRecord
_W = WarningRecord


def _due(now: datetime) -> tuple[Where, ...]:
    running = select(CampaignRecord.id).where(CampaignRecord.status == CampaignStatus.RUNNING)
    return (_D.status == DeliveryStatus.PLANNED, _D.not_before <= now, _D.campaign.in_(running))


QUEUES: Mapping[str, Queue] = {
    "deliveries_due": Queue(_D.not_before, _due),
    "deliveries_in_the_air": Queue(_D.updated_at, lambda now: (_D.status == DeliveryStatus.SENDING,)),
    "deliveries_unclear": Queue(_D.updated_at, lambda now: (_D.status == DeliveryStatus.UNCLEAR,)),
    "warnings_unconfirmed": Queue(
        _W.created_at,
        lambda now: (_W.status.in_([WarningStatus.DRAFT, WarningStatus.CONFIRMED]), _W.expires > now),
    ),
}
"""Queue name, as `/metrics` has it, → the rows that wait."""
