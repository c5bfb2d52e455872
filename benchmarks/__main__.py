"""`make bench`: the webhook's speed as ratios within one run, so that the machine does not matter."""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import yaml
from rich.console import Console
from rich.table import Table

from benchmarks import load, servers
from benchmarks.load import Result
from benchmarks.measure import COLUMNS, Measured, figures, latencies, once
from benchmarks.servers import Server
from tests.system.packets import ACCOUNT

REQUESTS = 6000
FEW = 1000
WARM_UP = 1000
ROUNDS = 3


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
            once(server, load.requests(common, 1))
            cold = time.perf_counter() - began
            plain = _measured(server, common)
            half = _paced(server, load.requests(common, REQUESTS), plain.best.rate / 2)
            memory, own = server.megabytes, server.own_megabytes
        with servers.bot(folder, **safe) as server:
            sealed = _measured(server, common, sealed=True)
        with servers.werobot(folder / "werobot.sqlite3") as server:
            remembering = once(server, load.requests(common, FEW))
        with servers.bot(folder) as server:  # last: it leaves the residents in the middle of everything
            new = _measured(server, varied)
            late, late_own = server.megabytes, server.own_megabytes
    with servers.echo() as server:
        echo = _measured(server, common)
    with servers.werobot() as server:
        werobot = _measured(server, common)
    table = Table("through the webhook", *COLUMNS)
    rows = {
        "bare aiohttp echo": echo,
        "WeRoBot's echo": werobot,
        "the same with its sessions": remembering,
        "plain mode": plain,
        "safe mode": sealed,
        "plain, each sentence new": new,
    }
    for name, one in rows.items():
        table.add_row(name, *figures(one, echo))
    table.add_row("plain, at half that load", f"{half.rate:,.0f}", "", "", "", *latencies(half))
    Console().print(table)
    Console().print(
        f"plain mode is {plain.best.rate / werobot.best.rate:.1f} times WeRoBot's echo, "
        f"{plain.best.rate / remembering.best.rate:.0f} times the same with its sessions; "
        f"cold start to the first answer {cold:.1f} s; memory {memory:.0f} MB ({own:.0f} its own), "
        f"after {len(varied):,} sentences that nobody said before {late:.0f} MB ({late_own:.0f})"
    )


def _measured(server: Server, texts: Sequence[str], *, sealed: bool = False) -> Measured:
    prepared = load.requests(texts, WARM_UP + REQUESTS * ROUNDS, sealed=sealed)
    once(server, prepared[:WARM_UP])
    rounds = [
        once(server, prepared[first : first + REQUESTS])
        for first in range(WARM_UP, WARM_UP + REQUESTS * ROUNDS, REQUESTS)
    ]
    best = max((one.best for one in rounds), key=lambda result: result.rate)
    return Measured(best, min(one.cpu for one in rounds))


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
