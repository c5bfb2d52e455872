"""The supervisor: whatever a job comes to, it goes on, and so do the others."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.common.errors import RecordsAway
from bot.common.logs import listening
from bot.common.metrics import Metrics
from bot.runtime import background
from bot.runtime.background import Job

PATIENCE = 10.0


class Work:
    """A round that does as it is told: each outcome once, and then nothing."""

    def __init__(self, *outcomes: BaseException | int) -> None:
        self._outcomes = list(outcomes)
        self.exhausted = asyncio.Event()

    async def __call__(self) -> int:
        if not self._outcomes:
            self.exhausted.set()
            return 0
        outcome = self._outcomes.pop(0)
        if isinstance(outcome, BaseException):
            raise outcome
        return outcome


def job(run: Callable[[], Awaitable[object]], **given: object) -> Job:
    standard = Job("job", run, 0.001, "job_waits", "job_failed", at_once=True)
    return replace(standard, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "level", "event"),
    [(RecordsAway(), "warning", "job_waits"), (ValueError("a lost key"), "error", "job_failed")],
)
async def test_a_failed_round_is_logged_and_the_job_goes_on(error: Exception, level: str, event: str) -> None:
    work = Work(error)
    with capture_logs() as logs:
        async with asyncio.timeout(PATIENCE), background.running([job(work)], after_failure=0.001):
            await work.exhausted.wait()
    assert [(line["log_level"], line["event"]) for line in logs] == [(level, event)]
    assert bool(logs[0].get("exc_info")) == (level == "error")


async def test_failures_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    work, metrics = Work(ValueError(), ValueError()), Metrics()
    with listening(metrics.count_log_line):
        async with asyncio.timeout(PATIENCE), background.running([job(work)], after_failure=0.001):
            await work.exhausted.wait()
    assert b'bot_log_events_total{event="job_failed",level="error"} 2.0' in metrics.text()


async def test_one_that_fails_holds_no_other_up() -> None:
    async def fail() -> None:
        raise ValueError

    good = Work(0, 0, 0)
    async with asyncio.timeout(PATIENCE), background.running([job(fail), job(good)], after_failure=0.001):
        await good.exhausted.wait()


async def test_while_there_is_more_to_do_nothing_is_waited_for() -> None:
    moved, idle, one_more = [50, 50, 0], asyncio.Event(), asyncio.Event()

    async def run() -> int:
        if idle.is_set():
            one_more.set()
        if len(moved) == 1:
            idle.set()
        return moved.pop(0)

    async with asyncio.timeout(PATIENCE), background.running([job(run, until_idle=True, pause=3600)]):
        await idle.wait()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(one_more.wait(), 0.05)  # the third round moved nothing: it pauses


async def test_the_first_round_waits_unless_it_is_wanted_at_once() -> None:
    later, at_once = Work(), Work()
    jobs = [job(later, at_once=False, pause=3600), job(at_once, pause=3600)]
    async with asyncio.timeout(PATIENCE), background.running(jobs):
        await at_once.exhausted.wait()
        assert not later.exhausted.is_set()


async def test_the_end_does_not_wait_for_a_pause_and_runs_a_last_round() -> None:
    work = Work()
    async with asyncio.timeout(PATIENCE):
        async with background.running(
            [job(work, at_once=False, pause=3600, last_round=True)], after_failure=0.001
        ):
            pass
    assert work.exhausted.is_set()


async def test_a_last_round_that_fails_is_logged() -> None:
    with capture_logs() as logs:
        async with background.running(
            [job(Work(ValueError()), at_once=False, pause=3600, last_round=True)], after_failure=0.001
        ):
            pass
    assert [line["event"] for line in logs] == ["job_failed"]


async def test_a_round_under_way_may_finish_at_the_end() -> None:
    begun, stopped, finished = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def run() -> None:
        begun.set()
        await stopped.wait()
        finished.set()

    async with (
        asyncio.timeout(PATIENCE),
        background.running([job(run, stop=stopped.set)], after_failure=0.001),
    ):
        await begun.wait()
    assert finished.is_set()


async def test_a_round_that_does_not_finish_is_cancelled() -> None:
    begun, cancelled = asyncio.Event(), asyncio.Event()

    async def run() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    async with asyncio.timeout(PATIENCE), background.running([job(run, grace=0.01)], after_failure=0.001):
        await begun.wait()
    assert cancelled.is_set()
