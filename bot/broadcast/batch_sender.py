"""Sends one batch of a campaign: claims deliveries under a lease, dispatches them, writes down what became of them."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.broadcast import campaigns, delivery_leases
from bot.broadcast.campaign_kinds import CampaignKind
from bot.broadcast.campaigns import Campaign
from bot.broadcast.delivery_dispatcher import Dispatcher
from bot.broadcast.delivery_leases import ClaimedDelivery, DeliveryResult
from bot.broadcast.delivery_methods import DeliveryMethod
from bot.broadcast.sms_dispatcher import CampaignHalted
from bot.common.clock import Clock
from bot.common.errors import RecordsAway
from bot.common.message import Address, Channel
from bot.common.metrics import Metrics
from bot.storage import notices
from bot.storage.database import Database
from bot.storage.shared_statuses import CampaignStatus, DeliveryStatus
from bot.storage.transitions import Party
from bot.storage.unit_of_work import UnitOfWork

log = structlog.get_logger()

PAUSE = 5.0  # seconds before the database is tried again


@dataclass(frozen=True, slots=True)
class BatchSender:
    """lease: for how long a claimed batch belongs to this worker; stopping: set when no more may be claimed."""

    database: Database
    dispatcher: Dispatcher
    clock: Clock
    metrics: Metrics
    lease: timedelta
    stopping: asyncio.Event

    def __post_init__(self) -> None:
        for kind in CampaignKind:
            for fate in (DeliveryStatus.SENT, DeliveryStatus.DELIVERED, DeliveryStatus.FAILED):
                self.metrics.pushed.labels(kind, fate.value)  # alerts see no increase in what begins at 1

    async def send_batch(self, campaign: Campaign, limit: int = 0, *, retries_only: bool = False) -> int:
        """Claim, dispatch and settle one batch; how many deliveries it had. limit: at most so many, 0 for any number.

        retries_only: only deliveries that have been attempted before.
        """
        batch = uuid.uuid4().hex
        sizes = {method: min(size, limit or size) for method, size in self.dispatcher.batch_sizes().items()}
        async with self.database.work() as work:
            if self.stopping.is_set() or not await self._is_running(campaign):
                return 0
            deliveries = await delivery_leases.claim(
                work, campaign.id, batch, self.clock(), self.lease, sizes, retries_only=retries_only
            )
            texts = await campaigns.texts(work, campaign.id) if deliveries else {}
            await work.commit()
        on_page = [delivery for delivery in deliveries if _is_on_page(delivery)]
        if on_page:
            await self._add_notices(on_page, texts)
        to_dispatch = [delivery for delivery in deliveries if not _is_on_page(delivery)]
        if to_dispatch:
            await self._dispatch(campaign, to_dispatch, texts[to_dispatch[0].variant], batch)
        return len(deliveries)

    async def _dispatch(
        self, campaign: Campaign, deliveries: Sequence[ClaimedDelivery], text: str, batch: str
    ) -> None:
        try:
            results = await self.dispatcher.send(campaign, deliveries, text, batch, self.clock())
        except CampaignHalted as halted:
            self._count(campaign, halted.results)
            await self._pause(campaign, halted.results, str(halted))
            return
        self._count(campaign, results)
        await settle_persistently(self.database, results, self.clock)

    def _count(self, campaign: Campaign, results: Sequence[DeliveryResult]) -> None:
        for result in results:
            self.metrics.pushed.labels(campaign.kind, result.status.value).inc()

    async def _pause(self, campaign: Campaign, results: Sequence[DeliveryResult], reason: str) -> None:
        """Settle the batch, and pause the campaign until a person resumes it."""
        log.warning("campaign_paused", campaign=campaign.id, reason=reason)

        async def write(work: UnitOfWork) -> None:
            now = self.clock()
            await delivery_leases.settle(work, results, now)
            await campaigns.change_status(
                work, campaign.id, CampaignStatus.PAUSED, Party.SYSTEM, "bot", now, reason
            )

        await _write_persistently(self.database, write, len(results))

    async def _add_notices(self, deliveries: Sequence[ClaimedDelivery], texts: Mapping[str, str]) -> None:
        """Residents of the web page get a notice there, in the very transaction that settles the delivery."""
        now = self.clock()
        sent = [DeliveryResult(delivery.id, DeliveryStatus.SENT, "page", "page") for delivery in deliveries]
        async with self.database.work() as work:
            for delivery in deliveries:
                await notices.add(work, delivery.user, texts[delivery.variant], now)
            await delivery_leases.settle(work, sent, now)
            await work.commit()

    async def _is_running(self, campaign: Campaign) -> bool:
        async with self.database.work() as work:
            current = await campaigns.find(work, campaign.id)
        return current is not None and current.status == CampaignStatus.RUNNING


async def settle_persistently(database: Database, results: Sequence[DeliveryResult], clock: Clock) -> None:
    """Write the results down, however long the database is away: else the provider would have to be asked about them."""
    await _write_persistently(
        database, lambda work: delivery_leases.settle(work, results, clock()), len(results)
    )


async def _write_persistently(
    database: Database, write: Callable[[UnitOfWork], Awaitable[None]], rows: int
) -> None:
    while True:
        try:
            async with database.work() as work:
                await write(work)
                await work.commit()
        except RecordsAway as error:
            log.warning("push_not_settled", error=str(error), rows=rows)
            await asyncio.sleep(PAUSE)
        else:
            return


def _is_on_page(delivery: ClaimedDelivery) -> bool:
    """Whether the resident talks to us on the web page, where there is no customer-service message."""
    in_wechat = Address.parse(delivery.user).channel is Channel.WECHAT
    return delivery.method == DeliveryMethod.KF and not in_wechat
