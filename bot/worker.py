"""The process that sends: any number of them may run on PostgreSQL; on SQLite `serve` does it by itself."""

import asyncio
import signal
from contextlib import AsyncExitStack, suppress

import structlog

from bot import backstage
from bot.clock import china_now
from bot.errors import RecordsAway
from bot.logs import heard
from bot.monitoring.endpoint import serving
from bot.monitoring.gauges import Gauges
from bot.push.deliver import Deliverer
from bot.settings import Settings

log = structlog.get_logger()

PATIENCE_SECONDS = 60  # a machine that starts may have its database later than us


async def work(settings: Settings) -> None:
    """Send until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        deliverer = await _deliverer(settings, stack, stop)
        if deliverer is None:
            return
        metrics, folders = deliverer.metrics, (settings.data_dir, settings.content_dir)
        gauges = Gauges(metrics, deliverer.database, *folders, china_now)
        page = serving(settings.host, settings.metrics_port, gauges.page)
        with heard(metrics.noted):
            async with page, deliverer.running():
                log.info("worker_started")
                await stop.wait()


async def _deliverer(settings: Settings, stack: AsyncExitStack, stop: asyncio.Event) -> Deliverer | None:
    """What sends, as soon as the database can be reached; None when told to stop before. RecordsAway after a minute."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while not stop.is_set():
        try:
            return await stack.enter_async_context(backstage.delivering(settings))
        except RecordsAway as error:
            if asyncio.get_running_loop().time() > deadline:
                raise
            log.warning("worker_waits", reason=str(error))
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), 1)
    return None
