"""Sends campaigns, round by round: starts what is due, reconciles, sends what is planned. Any number of workers may run."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.broadcast import campaign_statistics, campaigns, delivery_ledger, planner
from bot.broadcast.batch_sender import BatchSender
from bot.broadcast.campaigns import Campaign
from bot.broadcast.delivery_dispatcher import Dispatcher
from bot.broadcast.fallback_order import status_when_exhausted
from bot.broadcast.reconciliation import reconcile
from bot.broadcast.sms_rules import in_quiet_hours
from bot.common.clock import Clock
from bot.common.metrics import Metrics
from bot.content.shared.calendar import Calendar
from bot.storage.database import Database
from bot.storage.shared_statuses import CampaignStatus
from bot.storage.transitions import Party

log = structlog.get_logger()

LEASE = timedelta(minutes=2)
CONCURRENT_BATCHES = 4
BATCHES_IN_A_ROW = 8  # before it looks whether something more urgent waits
CANARY_FAILURES = 0.2  # a larger share of failures in the canary pauses the campaign


@dataclass(slots=True)
class CampaignSender:
    """calendar: of the content that is in force. lease: for how long a claimed batch belongs to this worker.

    stopping: set when the process ends; a round then settles what is in flight and begins nothing more.
    """

    database: Database
    dispatcher: Dispatcher
    calendar: Callable[[], Calendar]
    clock: Clock
    metrics: Metrics
    lease: timedelta = LEASE
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _batches: BatchSender = field(init=False)

    def __post_init__(self) -> None:
        self._batches = BatchSender(
            self.database, self.dispatcher, self.clock, self.metrics, self.lease, self.stopping
        )

    async def round(self) -> int:
        """One round; how many deliveries it moved."""
        await self.start_and_expire()
        moved = await reconcile(self.database, self.dispatcher, self.clock, self.lease)
        now = self.clock()
        async with self.database.work() as work:
            ready = await campaigns.sendable(work, now, only_urgent=in_quiet_hours(now.hour))
        for campaign in ready:
            sent = await self._send(campaign)
            moved += sent
            if sent and campaign.priority == campaigns.URGENT:
                break
        return moved

    async def start_and_expire(self) -> None:
        """Start the campaigns that are due, and end those that have expired."""
        async with self.database.work() as work:
            for campaign in await campaigns.expired(work, self.clock()):
                await campaigns.change_status(
                    work, campaign.id, CampaignStatus.DONE, Party.SYSTEM, "bot", self.clock(), "expired"
                )
                status = status_when_exhausted(campaign.kind)
                await delivery_ledger.cancel_planned(work, campaign.id, "expired", self.clock(), status)
            await work.commit()
        async with self.database.work() as work:
            started = await planner.start_due(work, self.calendar(), self.clock())
            await work.commit()
        for campaign in started:
            log.info("campaign_started", slot=campaign.slot, campaign=campaign.id)

    async def _send(self, campaign: Campaign) -> int:
        """Send what the campaign has, its canary before the rest; it is done when nothing is left."""
        if campaign.first:
            return await self._send_canary(campaign)
        moved = sum(await asyncio.gather(*(self._send_batches(campaign) for _ in range(CONCURRENT_BATCHES))))
        if not moved:
            async with self.database.work() as work:
                if not await campaign_statistics.has_unfinished(work, campaign.id):
                    await campaigns.finish(work, campaign.id, self.clock())
                    await work.commit()
        return moved

    async def _send_batches(self, campaign: Campaign) -> int:
        moved = 0
        for _ in range(BATCHES_IN_A_ROW):
            sent = await self._batches.send_batch(campaign)
            if not sent:
                break
            moved += sent
        return moved

    async def _send_canary(self, campaign: Campaign) -> int:
        """Nothing else goes out before each delivery of the canary has succeeded or failed for good."""
        async with self.database.work() as work:
            progress = await campaign_statistics.canary_progress(work, campaign.id)
        if not progress.attempted:
            return await self._batches.send_batch(campaign, campaign.first)
        if progress.in_flight or progress.to_retry:
            return await self._batches.send_batch(campaign, campaign.first, retries_only=True)
        async with self.database.work() as work:
            if progress.failed > progress.attempted * CANARY_FAILURES:
                reason = f"first {progress.attempted}: {progress.failed} failed"
                await campaigns.change_status(
                    work, campaign.id, CampaignStatus.PAUSED, Party.SYSTEM, "bot", self.clock(), reason
                )
                log.warning("campaign_paused", campaign=campaign.id, reason=reason)
            else:
                await campaigns.finish_canary(work, campaign.id, self.clock())
            await work.commit()
        return 1
