"""Settles deliveries that were in flight at a crash: the provider is asked, nothing is resent blindly."""

from datetime import timedelta

import structlog

from bot.broadcast import delivery_leases
from bot.broadcast.batch_sender import settle_persistently
from bot.broadcast.delivery_dispatcher import Dispatcher
from bot.broadcast.delivery_leases import DeliveryResult, ExpiredLease
from bot.common.clock import Clock
from bot.integrations.sms.provider import SmsStatus
from bot.storage.database import Database
from bot.storage.shared_statuses import DeliveryStatus

log = structlog.get_logger()

BATCH = 100
_STATUSES = {
    SmsStatus.SENT: DeliveryStatus.SENT,
    SmsStatus.DELIVERED: DeliveryStatus.DELIVERED,
    SmsStatus.FAILED: DeliveryStatus.FAILED,
}


async def reconcile(database: Database, dispatcher: Dispatcher, clock: Clock, lease: timedelta) -> int:
    """Ask about deliveries whose lease has expired, and settle them; how many there were.

    What no provider knows becomes `unclear`, and is for the staff to look at.
    """
    async with database.work() as work:
        expired = await delivery_leases.claim_expired(work, clock(), lease, BATCH)
        await work.commit()
    if not expired:
        return 0
    results = [await _result(dispatcher, clock, delivery) for delivery in expired]
    await settle_persistently(database, results, clock)
    return len(expired)


async def _result(dispatcher: Dispatcher, clock: Clock, delivery: ExpiredLease) -> DeliveryResult:
    sms_status = await dispatcher.look_up(delivery)
    log.info("push_reconciled", delivery=delivery.id, found=sms_status.value)
    if sms_status is SmsStatus.NEVER:
        return DeliveryResult(delivery.id, DeliveryStatus.PLANNED, error="never-left", retry_at=clock())
    if sms_status not in _STATUSES:
        return DeliveryResult(delivery.id, DeliveryStatus.UNCLEAR, error="in-the-air")
    return DeliveryResult(delivery.id, _STATUSES[sms_status])
