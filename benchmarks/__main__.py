"""`make bench`: the webhook's speed beside an echo in the same run, so that the machine does not matter."""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import yaml
from rich.console import Console
from rich.table import Table

from benchmarks import load, servers
from benchmarks.load import LoadResult
from benchmarks.measure import COLUMNS, Measurement, latencies, measure, row
from benchmarks.servers import Server
from tests.system.packets import ACCOUNT

REQUESTS = 6000
NEW = 2000  # sentences that were never said before, which cost far more
FEW = 1000
WARM_UP = 1000
ROUNDS = 3


def main() -> None:
    """Measure the servers one after the other, and print the table."""
    common, varied = load.COMMON, load.varied(_sentences(), NEW * ROUNDS + WARM_UP)
    safe = {"WECHAT_AES_KEY": ACCOUNT.aes_key, "WECHAT_APP_ID": ACCOUNT.app_id}
    with tempfile.TemporaryDirectory(prefix="bench-") as temporary:
        folder = Path(temporary)
        with servers.bot(folder):  # trains the model and caches it
            pass
        began = time.perf_counter()
        with servers.bot(folder) as server:
            measure(server, load.requests(common, 1))
            cold = time.perf_counter() - began
            plain = _measured(server, common)
            half = _run_at_rate(server, load.requests(common, REQUESTS), plain.load.rate / 2)
            memory, own = server.megabytes, server.own_megabytes
        with servers.bot(folder, **safe) as server:
            sealed = _measured(server, common, sealed=True)
        with servers.werobot(folder / "werobot.sqlite3") as server:
            with_sessions = measure(server, load.requests(common, FEW))
        with servers.bot(folder) as server:  # last, as it leaves residents in the middle of conversations
            new = _measured(server, varied, requests=NEW)
            late, late_own = server.megabytes, server.own_megabytes
    with servers.echo() as server:
        echo = _measured(server, common)
    with servers.werobot() as server:
        werobot = _measured(server, common)
    table = Table("through the webhook", *COLUMNS)
    rows = {
        "bare aiohttp echo": echo,
        "WeRoBot's echo": werobot,
        "the same with its sessions": with_sessions,
        "plain mode": plain,
        "safe mode": sealed,
        "plain, each sentence new": new,
    }
    for name, measurement in rows.items():
        table.add_row(name, *row(measurement, echo))
    table.add_row("plain, at half that load", f"{half.rate:,.0f}", "", "", "", *latencies(half))
    Console().print(table)
    Console().print(
        f"plain mode is {plain.load.rate / werobot.load.rate:.1f} times WeRoBot's echo, "
        f"{plain.load.rate / with_sessions.load.rate:.0f} times the same with its sessions; "
        f"cold start to the first answer {cold:.1f} s; memory {memory:.0f} MB ({own:.0f} its own), "
        f"after {len(varied):,} different sentences {late:.0f} MB ({late_own:.0f})"
    )


def _measured(
    server: Server, texts: Sequence[str], *, sealed: bool = False, requests: int = REQUESTS
) -> Measurement:
    """The best of some rounds, each signed just before: a signature is refused when it is some minutes old."""
    measure(server, load.requests(texts, WARM_UP, sealed=sealed))
    begins = [(WARM_UP + number * requests) % len(texts) for number in range(ROUNDS)]
    rounds = [
        measure(server, load.requests([*texts[begin:], *texts[:begin]], requests, sealed=sealed))
        for begin in begins
    ]
    best = max((measurement.load for measurement in rounds), key=lambda result: result.rate)
    return Measurement(best, min(measurement.cpu for measurement in rounds))


def _run_at_rate(server: Server, prepared: Sequence[bytes], rate: float) -> LoadResult:
    return asyncio.run(load.run_at_rate(server.port, prepared, rate))


def _sentences() -> list[str]:
    """The staff's test sentences, without emergencies, which are answered without a session."""
    files = sorted((servers.ROOT / "tests" / "utterances").glob("*.yaml"))
    return [
        sentence["say"]
        for file in files
        for label, sentences in yaml.safe_load(file.read_text(encoding="utf-8")).items()
        if label != "disaster.emergency"
        for sentence in sentences
    ]


if __name__ == "__main__":
    main()
