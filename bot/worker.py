"""The process that sends: any number of them may run on PostgreSQL; on SQLite `serve` does it by itself."""

import asyncio
import signal

import structlog

from bot import backstage
from bot.clock import china_now
from bot.logs import heard
from bot.monitoring.endpoint import serving
from bot.monitoring.gauges import Gauges
from bot.settings import Settings

log = structlog.get_logger()


async def work(settings: Settings) -> None:
    """Send until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with backstage.delivering(settings) as deliverer:
        metrics, folders = deliverer.metrics, (settings.data_dir, settings.content_dir)
        gauges = Gauges(metrics, deliverer.database, *folders, china_now)
        page = serving(settings.host, settings.metrics_port, gauges.page)
        with heard(metrics.noted):
            async with page, deliverer.running():
                log.info("worker_started")
                await stop.wait()
