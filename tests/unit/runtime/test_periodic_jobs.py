"""Each periodic job of the programme goes on after an error, and logs it under the name that operators know."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.common.errors import ConfigError, RecordsAway
from bot.runtime import background, periodic_jobs
from bot.runtime.background import Job

PATIENCE = 10.0

Run = Callable[[], Any]
JOBS: dict[str, Callable[[Run], Job]] = {
    "outbox": lambda run: periodic_jobs.of_outbox(_part(deliver_pending=run)),
    "feedback": lambda run: replace(periodic_jobs.of_feedback(_part(write=run)), last_round=False),
    "reload": lambda run: periodic_jobs.of_reloader(_part(take_changes=run, train=run))[0],
    "training": lambda run: periodic_jobs.of_reloader(_part(take_changes=run, train=run))[1],
    "erased_traces": lambda run: replace(periodic_jobs.of_erased_traces(_part(remove=run)), last_round=False),
    "sender": lambda run: periodic_jobs.of_sender(_part(round=run, stopping=asyncio.Event())),
}


def _part(**methods: Any) -> Any:
    return SimpleNamespace(**methods)


@pytest.mark.parametrize(
    ("name", "away", "failed"),
    [
        ("outbox", "outbox_waits", "outbox_failed"),
        ("feedback", "evidence_lost", "evidence_not_written"),
        ("reload", "reload_waits", "reload_failed"),
        ("training", "reload_waits", "training_failed"),
        ("erased_traces", "erased_traces_wait", "erased_traces_failed"),
        ("sender", "push_waits", "push_failed"),
    ],
)
async def test_a_job_goes_on_after_a_lost_key_and_a_database_that_is_away(
    name: str, away: str, failed: str
) -> None:
    errors, went_on = [ConfigError("sealed with a key that is lost"), RecordsAway()], asyncio.Event()

    async def run() -> None:
        if errors:
            raise errors.pop(0)
        went_on.set()

    job = replace(JOBS[name](run), pause=0.001, at_once=True)
    with capture_logs() as logs:
        async with asyncio.timeout(PATIENCE), background.running([job], after_failure=0.001):
            await went_on.wait()
    assert [(line["event"], line["log_level"]) for line in logs] == [(failed, "error"), (away, "warning")]
