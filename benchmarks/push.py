"""A campaign to many through a stub gateway: planning, messages a second, memory; on SQLite and on PostgreSQL.

The gateway takes 0.2 s for a call, as real ones do. `python -m benchmarks.push [people]`; 1,000,000 by default.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.common.cipher import Cipher, new_key
from tests.databases import fresh_postgres, opened, postgres_server
from tests.system.push_crowd import start, subscribe
from tests.system.sms_stub import SECRET, SmsStub

WARM_UP = 2000  # messages before the first measurement
CALL_SECONDS = 0.2  # that the gateway takes for a call


@dataclass(frozen=True, slots=True)
class Measurement:
    """Seconds of planning, messages a second of one worker and of two, megabytes at the beginning and at the end."""

    planning: float
    one_worker: float
    two_workers: float
    early_megabytes: float
    late_megabytes: float


def main() -> None:
    """Measure both databases, and print the table."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    table = Table(
        f"{people:,} subscribers", "planned in s", "one worker, a second", "two", "of one", "MB early", "late"
    )
    for name in ("sqlite", "postgresql"):
        table.add_row(name, *_row(asyncio.run(_measured(name, people))))
    Console().print(table)


def _row(measurement: Measurement) -> tuple[str, ...]:
    single, two = measurement.one_worker, measurement.two_workers
    return (
        f"{measurement.planning:.1f}",
        f"{single:,.0f}",
        f"{two:,.0f}" if two else "",
        f"{two / single:.2f}" if two else "",
        f"{measurement.early_megabytes:.0f}",
        f"{measurement.late_megabytes:.0f}",
    )


async def _measured(name: str, people: int) -> Measurement:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        stub = await stack.enter_async_context(SmsStub(counts_only=True, hang=CALL_SECONDS).serving())
        key = new_key()
        is_postgres = name == "postgresql"
        url = f"sqlite+aiosqlite:///{folder / 'bot.db'}"
        if is_postgres:
            url = await fresh_postgres(stack.enter_context(postgres_server()))
        async with opened(url, Cipher(key)) as database:
            await subscribe(database, people)
            began = time.perf_counter()
            await start(database)
            planning = time.perf_counter() - began
        environment = {
            "DATABASE_URL": url if is_postgres else "", "DATA_KEYS": key, "SMS_PROVIDER": "http", "SMS_HTTP_TOKEN": SECRET,
            "SMS_HTTP_URL": f"http://127.0.0.1:{stub.port}/http", "LOG_LEVEL": "warning", "DATA_DIR": str(folder),
        }  # fmt: skip
        workers = stack.enter_context(ExitStack())
        first = _worker(workers, environment)
        await _until(stub, WARM_UP)
        early = _megabytes(first)
        one_worker = await _rate(stub, people // 2 if is_postgres else people)
        late, two_workers = _megabytes(first), 0.0
        if is_postgres:
            _worker(workers, environment | {"DATA_DIR": f"{folder}/2"})
            await asyncio.sleep(3)  # until the second has started
            two_workers = await _rate(stub, people)
        return Measurement(planning, one_worker, two_workers, early, late)


def _worker(stack: ExitStack, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen([sys.executable, "-m", "bot", "worker"], env=os.environ | environment)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process


async def _until(stub: SmsStub, count: int) -> None:
    while True:
        if stub.counted >= count:
            return
        await asyncio.sleep(0.01)


async def _rate(stub: SmsStub, until: int) -> float:
    before, began = stub.counted, time.perf_counter()
    await _until(stub, until)
    return (stub.counted - before) / (time.perf_counter() - began)


def _megabytes(process: "subprocess.Popen[bytes]") -> float:
    for line in Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the worker has ended")


if __name__ == "__main__":
    main()
