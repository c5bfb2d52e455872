"""The process that sends campaigns: any number may run on PostgreSQL; on SQLite `serve` sends."""

import asyncio
import signal
from contextlib import AsyncExitStack, suppress

import structlog

from bot.broadcast.sender import CampaignSender
from bot.common.clock import china_now
from bot.common.errors import RecordsAway
from bot.common.logs import listening
from bot.common.settings import Settings
from bot.monitoring.endpoint import serving
from bot.monitoring.gauges import Gauges
from bot.runtime import background, periodic_jobs
from bot.runtime.openers import open_campaign_sender

log = structlog.get_logger()

STARTUP_SECONDS = 60  # on a machine that starts, the database may be ready later than this process


async def work(settings: Settings) -> None:
    """Send until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        sender = await _open_sender(settings, stack, stop)
        if sender is None:
            return
        metrics, folders = sender.metrics, (settings.data_dir, settings.content_dir)
        gauges = Gauges(metrics, sender.database, *folders, china_now)
        metrics_page = serving(settings.host, settings.metrics_port, gauges.page)
        with listening(metrics.count_log_line):
            async with metrics_page, background.running([periodic_jobs.of_sender(sender)]):
                log.info("worker_started")
                await stop.wait()


async def _open_sender(
    settings: Settings, stack: AsyncExitStack, stop: asyncio.Event
) -> CampaignSender | None:
    """The sender, once the database can be reached; None when stopped before. RecordsAway after a minute."""
    deadline = asyncio.get_running_loop().time() + STARTUP_SECONDS
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
