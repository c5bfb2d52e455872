"""The process that sends: any number of them may run on PostgreSQL; on SQLite `serve` does it by itself."""

import asyncio
import signal
from contextlib import AsyncExitStack, suppress

import structlog

from bot.broadcast.sender import CampaignSender
from bot.common.clock import china_now
from bot.common.errors import RecordsAway
from bot.common.logs import heard
from bot.common.settings import Settings
from bot.monitoring.endpoint import serving
from bot.monitoring.gauges import Gauges
from bot.runtime import background, periodic_jobs
from bot.runtime.openers import open_campaign_sender

log = structlog.get_logger()

PATIENCE_SECONDS = 60  # a machine that starts may have its database later than us


async def work(settings: Settings) -> None:
    """Send until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        campaign_sender = await _deliverer(settings, stack, stop)
        if campaign_sender is None:
            return
        metrics, folders = campaign_sender.metrics, (settings.data_dir, settings.content_dir)
        gauges = Gauges(metrics, campaign_sender.database, *folders, china_now)
        page = serving(settings.host, settings.metrics_port, gauges.page)
        with heard(metrics.noted):
            async with page, background.running([periodic_jobs.of_sender(campaign_sender)]):
                log.info("worker_started")
                await stop.wait()


async def _deliverer(settings: Settings, stack: AsyncExitStack, stop: asyncio.Event) -> CampaignSender | None:
    """What sends, as soon as the database can be reached; None when told to stop before. RecordsAway after a minute."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while not stop.is_set():
        try:
            return await stack.enter_async_context(open_campaign_sender(settings))
        except RecordsAway as error:
            if asyncio.get_running_loop().time() > deadline:
                raise
            log.warning("worker_waits", reason=str(error))
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), 1)
    return None
