"""What services do every minute."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import structlog

from bot.common.errors import RecordsAway
from bot.conversation.staff_actions import StaffActions

log = structlog.get_logger()

PAUSE = 60.0  # seconds between two rounds


@dataclass(slots=True)
class PeriodicJobs:
    """Does the skills' chores, each in a transaction of its own: one that fails holds no other up."""

    actions: StaffActions

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """A round every minute until left."""
        task = asyncio.create_task(self._forever())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def once(self) -> None:
        """One round."""
        for service in self.actions.services:
            for periodic_job in service.periodic_jobs:
                async with self.actions.database.work() as work:
                    await periodic_job(self.actions.context(work))
                    await work.commit()

    async def _forever(self) -> None:
        while True:
            await asyncio.sleep(PAUSE)
            try:
                await self.once()
            except RecordsAway as error:
                log.warning("chores_wait", error=str(error))
            except Exception:
                log.exception("chore_failed")
