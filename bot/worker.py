"""The process that sends: any number of them may run on PostgreSQL; on SQLite `serve` does it by itself."""

import asyncio
import signal

import structlog

from bot import backstage
from bot.settings import Settings

log = structlog.get_logger()


async def work(settings: Settings) -> None:
    """Send until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with backstage.delivering(settings) as deliverer, deliverer.running():
        log.info("worker_started")
        await stop.wait()
