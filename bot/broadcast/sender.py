"""The worker's work: start what is due, settle what is adrift, send what is planned. Any number of workers may run."""

import asyncio
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.broadcast import campaigns, deliveries
from bot.broadcast import figures as push_figures
from bot.broadcast import planner as plan
from bot.broadcast.campaigns import Campaign
from bot.broadcast.deliveries import Airborne, Parcel, Settled, Via
from bot.broadcast.fallback_order import at_the_foot, quiet
from bot.broadcast.lanes import Halt, Senders
from bot.common.clock import Clock
from bot.common.errors import RecordsAway
from bot.common.message import Address, Channel
from bot.common.metrics import Metrics
from bot.content.calendar import Calendar
from bot.integrations.sms.provider import Found
from bot.storage import notices
from bot.storage.database import Database
from bot.storage.shared_statuses import CampaignStatus, DeliveryStatus
from bot.storage.transitions import Party

log = structlog.get_logger()

LEASE = timedelta(minutes=2)
PAUSE = 5.0  # seconds between two attempts to write down what was sent
LANES = 4  # batches in the air at once
STRETCH = 8  # batches of a lane before it looks whether something more urgent waits
ADRIFT = 100
BAD = 0.2  # more of the first few than this, and the rest waits for a person
_KNOWN = {
    Found.SENT: DeliveryStatus.SENT,
    Found.DELIVERED: DeliveryStatus.DELIVERED,
    Found.FAILED: DeliveryStatus.FAILED,
}


@dataclass(slots=True)
class CampaignSender:
    """calendar: the content that is in force. lease: for how long a claimed batch is a worker's own.

    stopping: set when the process ends; a round then settles what is in flight and begins nothing more.
    """

    database: Database
    senders: Senders
    calendar: Callable[[], Calendar]
    clock: Clock
    metrics: Metrics
    lease: timedelta = LEASE
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def round(self) -> int:
        """One round; how many rows it moved."""
        await self._begin()
        moved = await self._reconcile()
        now = self.clock()
        async with self.database.work() as work:
            ready = await campaigns.to_send(work, now, only_urgent=quiet(now.hour))
        for campaign in ready:
            sent = await self._campaign(campaign)
            moved += sent
            if sent and campaign.priority == campaigns.URGENT:
                break
        return moved

    async def _begin(self) -> None:
        """Start what is due, end what is out of date."""
        async with self.database.work() as work:
            for one in await campaigns.outdated(work, self.clock()):
                await campaigns.move(
                    work, one.id, CampaignStatus.DONE, Party.SYSTEM, "bot", self.clock(), "expired"
                )
                await deliveries.drop(work, one.id, "expired", self.clock(), at_the_foot(one.kind))
            await work.commit()
        async with self.database.work() as work:
            started = await plan.start_due(work, self.calendar(), self.clock())
            await work.commit()
        for one in started:
            log.info("campaign_started", slot=one.slot, campaign=one.id)

    async def _campaign(self, campaign: Campaign) -> int:
        """Send what it has; the first few before the rest."""
        if campaign.first:
            return await self._try_first(campaign)
        moved = sum(await asyncio.gather(*(self._lane(campaign) for _ in range(LANES))))
        if not moved:
            async with self.database.work() as work:
                if not await push_figures.busy(work, campaign.id):
                    await campaigns.finish(work, campaign.id, self.clock())
                    await work.commit()
        return moved

    async def _try_first(self, campaign: Campaign) -> int:
        """Nothing else goes before each of the first few has been tried to its end."""
        async with self.database.work() as work:
            tried = await push_figures.trial(work, campaign.id)
        if not tried.taken:
            return await self._batch(campaign, campaign.first)
        if tried.air or tried.again:
            return await self._batch(campaign, campaign.first, begun=True)
        async with self.database.work() as work:
            if tried.bad > tried.taken * BAD:
                reason = f"first {tried.taken}: {tried.bad} failed"
                await campaigns.move(
                    work, campaign.id, CampaignStatus.PAUSED, Party.SYSTEM, "bot", self.clock(), reason
                )
                log.warning("campaign_paused", campaign=campaign.id, reason=reason)
            else:
                await campaigns.tried(work, campaign.id, self.clock())
            await work.commit()
        return 1

    async def _lane(self, campaign: Campaign) -> int:
        moved = 0
        for _ in range(STRETCH):
            sent = await self._batch(campaign)
            if not sent:
                break
            moved += sent
        return moved

    async def _batch(self, campaign: Campaign, limit: int = 0, *, begun: bool = False) -> int:
        """Claim, send, settle; how many rows."""
        batch = uuid.uuid4().hex
        most = {way: min(number, limit or number) for way, number in self.senders.most(_instant()).items()}
        async with self.database.work() as work:
            if self.stopping.is_set() or not await self._still_on(campaign):
                return 0
            parcels = await deliveries.claim(
                work, campaign.id, batch, self.clock(), self.lease, most, begun=begun
            )
            said = await campaigns.texts(work, campaign.id) if parcels else {}
            await work.commit()
        if not parcels:
            return 0
        elsewhere = [parcel for parcel in parcels if parcel.via == Via.KF and not _in_wechat(parcel)]
        if elsewhere:
            await self._to_pages(elsewhere, said)
            parcels = [one for one in parcels if one not in elsewhere]
        if parcels:
            await self._send(campaign, parcels, said[parcels[0].variant], batch)
        return len(parcels) + len(elsewhere)

    async def _send(self, campaign: Campaign, parcels: Sequence[Parcel], text: str, batch: str) -> None:
        try:
            settled = await self.senders.send(campaign, parcels, text, batch, self.clock())
        except Halt as halt:
            await self._halt(campaign, parcels, str(halt))
            return
        for one in settled:
            self.metrics.pushed.labels(campaign.kind, one.fate.value).inc()
        await self._settle(settled)

    async def _settle(self, settled: Sequence[Settled]) -> None:
        """What was sent is written down, if it takes a while: else it would have to be asked about."""
        while True:
            try:
                async with self.database.work() as work:
                    await deliveries.settle(work, settled, self.clock())
                    await work.commit()
            except RecordsAway as error:
                log.warning("push_not_settled", error=str(error), rows=len(settled))
                await asyncio.sleep(PAUSE)
            else:
                return

    async def _halt(self, campaign: Campaign, parcels: Sequence[Parcel], reason: str) -> None:
        log.warning("campaign_paused", campaign=campaign.id, reason=reason)
        async with self.database.work() as work:
            back = [
                Settled(one.id, DeliveryStatus.PLANNED, error=reason, again=self.clock()) for one in parcels
            ]
            await deliveries.settle(work, back, self.clock())
            await campaigns.move(
                work, campaign.id, CampaignStatus.PAUSED, Party.SYSTEM, "bot", self.clock(), reason
            )
            await work.commit()

    async def _to_pages(self, parcels: Sequence[Parcel], said: dict[str, str]) -> None:
        """Whoever talks to us on the page gets it there: a notice, in the very transaction that settles the row."""
        async with self.database.work() as work:
            for one in parcels:
                await notices.add(work, one.user, said[one.variant], self.clock())
            await deliveries.settle(
                work, [Settled(one.id, DeliveryStatus.SENT, "page", "page") for one in parcels], self.clock()
            )
            await work.commit()

    async def _still_on(self, campaign: Campaign) -> bool:
        async with self.database.work() as work:
            now = await campaigns.find(work, campaign.id)
        return now is not None and now.status == CampaignStatus.RUNNING

    async def _reconcile(self) -> int:
        """Ask about what was in the air when its worker died; what nobody knows is for the staff to look at."""
        async with self.database.work() as work:
            rows = await deliveries.adrift(work, self.clock(), self.lease, ADRIFT)
            await work.commit()
        if not rows:
            return 0
        settled = [await self._asked(row) for row in rows]
        await self._settle(settled)
        return len(rows)

    async def _asked(self, row: Airborne) -> Settled:
        found = await self.senders.find(row)
        log.info("push_reconciled", delivery=row.id, found=found.value)
        if found is Found.NEVER:
            return Settled(row.id, DeliveryStatus.PLANNED, error="never-left", again=self.clock())
        return Settled(
            row.id, _KNOWN.get(found, DeliveryStatus.UNCLEAR), error="" if found in _KNOWN else "in-the-air"
        )


def _in_wechat(parcel: Parcel) -> bool:
    return Address.parse(parcel.user).channel is Channel.WECHAT


def _instant() -> float:
    return asyncio.get_running_loop().time()
