"""`make bench`: the webhook's speed as ratios within one run, so that the machine does not matter."""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import uvloop
import yaml
from rich.console import Console
from rich.table import Table

from benchmarks import load, servers
from benchmarks.load import Result
from benchmarks.servers import Server
from tests.system.packets import ACCOUNT

REQUESTS = 6000
WARM_UP = 1000
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """The best of a few rounds; cpu: seconds of a core that a request took."""

    best: Result
    cpu: float


def main() -> None:
    """Run the servers one after the other, and print the tables."""
    common, varied = load.COMMON, load.varied(_sentences(), REQUESTS * ROUNDS + WARM_UP)
    safe = {"WECHAT_AES_KEY": ACCOUNT.aes_key, "WECHAT_APP_ID": ACCOUNT.app_id}
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        folder = Path(made)
        with servers.bot(folder):  # trains the model, once
            pass
        began = time.perf_counter()
        with servers.bot(folder) as server:
            _load(server, load.requests(common, 1))
            cold = time.perf_counter() - began
            plain = _measured(server, common)
            half = _paced(server, load.requests(common, REQUESTS), plain.best.rate / 2)
            memory, own = server.megabytes, server.own_megabytes
        with servers.bot(folder, **safe) as server:
            sealed = _measured(server, common, sealed=True)
        with servers.bot(folder) as server:  # last: it leaves the residents in the middle of everything
            new = _measured(server, varied)
            late, late_own = server.megabytes, server.own_megabytes
    with servers.echo() as server:
        echo = _measured(server, common)
    table = Table(
        "through the webhook",
        "turns a second",
        "of the echo",
        "µs of a core",
        "of the echo's",
        "median ms",
        "p99 ms",
    )
    rows = {
        "bare aiohttp echo": echo,
        "plain mode": plain,
        "safe mode": sealed,
        "plain, each sentence new": new,
    }
    for name, one in rows.items():
        table.add_row(name, *_figures(one, echo))
    table.add_row("plain, at half that load", f"{half.rate:,.0f}", "", "", "", *_latencies(half))
    Console().print(table)
    Console().print(
        f"cold start to the first answer {cold:.1f} s; memory {memory:.0f} MB ({own:.0f} its own), "
        f"after {len(varied):,} sentences that nobody said before {late:.0f} MB ({late_own:.0f})"
    )


def _figures(one: Measured, echo: Measured) -> tuple[str, ...]:
    return (
        f"{one.best.rate:,.0f}", f"{one.best.rate / echo.best.rate:.3f}", f"{one.cpu * 1e6:.0f}",
        f"{echo.cpu / one.cpu:.3f}", *_latencies(one.best),
    )  # fmt: skip


def _latencies(result: Result) -> tuple[str, str]:
    return f"{result.percentile(0.5) * 1000:.1f}", f"{result.percentile(0.99) * 1000:.1f}"


def _measured(server: Server, texts: Sequence[str], *, sealed: bool = False) -> Measured:
    prepared = load.requests(texts, WARM_UP + REQUESTS * ROUNDS, sealed=sealed)
    _load(server, prepared[:WARM_UP])
    results, cpu = [], []
    for number in range(ROUNDS):
        before = server.cpu
        first = WARM_UP + number * REQUESTS
        results.append(_load(server, prepared[first : first + REQUESTS]))
        cpu.append((server.cpu - before) / REQUESTS)
    return Measured(max(results, key=lambda result: result.rate), min(cpu))


def _load(server: Server, prepared: Sequence[bytes]) -> Result:
    return uvloop.run(load.run(server.port, prepared))


def _paced(server: Server, prepared: Sequence[bytes], rate: float) -> Result:
    return asyncio.run(load.paced(server.port, prepared, rate))


def _sentences() -> list[str]:
    """What the staff's test sentences say, emergencies excepted: those are answered without a session."""
    files = sorted((servers.ROOT / "tests" / "utterances").glob("*.yaml"))
    parts = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in files]
    return [
        one["say"]
        for part in parts
        for label, ones in part.items()
        if label != "disaster.emergency"
        for one in ones
    ]


if __name__ == "__main__":
    main()
