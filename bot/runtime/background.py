"""The supervisor of all periodic jobs: a failed round is logged and the job goes on."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from bot.common.errors import RecordsAway, SessionsAway

log = structlog.get_logger()

AFTER_FAILURE_SECONDS = 5.0


def _nothing() -> None:
    """The default of `Job.stop`."""


@dataclass(frozen=True, slots=True)
class Job:
    """Work that is repeated for as long as the process runs.

    run: one round. pause: seconds between two rounds.
    waits, failed: the log event when the database or Redis does not answer (a warning), and that of every other
    error (with its traceback). Both are counted in `bot_log_events_total`.
    at_once: the first round does not wait for a first pause.
    until_idle: there is no pause after a round that returned something truthy.
    stop: called at the end, so that a round can stop early; grace: the seconds that it then has before it is
    cancelled.
    last_round: run once more at the very end.
    """

    name: str
    run: Callable[[], Awaitable[object]]
    pause: float
    waits: str
    failed: str
    at_once: bool = False
    until_idle: bool = False
    stop: Callable[[], None] = _nothing
    grace: float = 2.0
    last_round: bool = False


@asynccontextmanager
async def running(
    jobs: Iterable[Job], *, after_failure: float = AFTER_FAILURE_SECONDS
) -> AsyncIterator[None]:
    """Repeat the jobs, each in a task of its own, until left; they then end side by side.

    after_failure: the least pause, in seconds, after a round that raised an unexpected error.
    """
    stopping = asyncio.Event()
    tasks = [(job, asyncio.create_task(_repeat(job, stopping, after_failure), name=job.name)) for job in jobs]
    try:
        yield
    finally:
        stopping.set()
        await asyncio.gather(*(_end(job, task) for job, task in tasks))


async def _end(job: Job, task: asyncio.Task[None]) -> None:
    job.stop()
    _, late = await asyncio.wait([task], timeout=job.grace)
    if late:
        task.cancel()
        await asyncio.wait([task])
    if job.last_round:
        await _round(job)


async def _repeat(job: Job, stopping: asyncio.Event, after_failure: float) -> None:
    pause = 0.0 if job.at_once else job.pause
    while not await _within(pause, stopping):
        pause = await _round(job, after_failure)


async def _within(seconds: float, stopping: asyncio.Event) -> bool:
    """Wait this long, or until the process stops; whether it stops."""
    try:
        async with asyncio.timeout(seconds):
            await stopping.wait()
    except TimeoutError:
        return False
    return True


async def _round(job: Job, after_failure: float = 0.0) -> float:
    """One round; the seconds until the next."""
    try:
        moved = await job.run()
    except (RecordsAway, SessionsAway) as error:
        log.warning(job.waits, error=str(error))
        return job.pause
    except Exception:
        log.exception(job.failed, job=job.name)
        return max(job.pause, after_failure)
    return 0.0 if job.until_idle and moved else job.pause
