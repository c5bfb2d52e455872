"""What scaling costs: two processes instead of one, and a million residents' sessions instead of a thousand.

Both as the server's own seconds of a core for a message, since Valkey and the load generator share the machine's cores.
`python -m benchmarks.scale [sessions]`; 1,000,000 by default, which take Valkey 1.2 GB.
"""

import asyncio
import secrets
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import uvloop
from redis.asyncio import Redis
from rich.console import Console
from rich.table import Table

from benchmarks import load, servers
from benchmarks.servers import Server
from bot.common.cipher import new_key
from tests.valkeys import ValkeyServer

SESSIONS = 1_000_000
REQUESTS = 6000
ROUNDS = 5
_DAY_SECONDS = 86400
_AT_ONCE = 5000


def main() -> None:
    """Measure, and print the table."""
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else SESSIONS
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        valkey = stack.enter_context(ValkeyServer(folder))
        settings = {"REDIS_URL": valkey.url, "DATA_KEYS": new_key()}
        first, second = (stack.enter_context(servers.bot(folder, **settings)) for _ in range(2))
        _cpu([first], [second])  # a warm-up
        one_process, two_processes = _cpu([first], [first, second])
        few_sessions, _ = _cpu([first], [second])
        uvloop.run(_fill(valkey.url, sessions))
        many_sessions, _ = _cpu([first], [second])
    table = Table("", "µs of a core for a message", "throughput, of what is above")
    table.add_row("one process", f"{one_process * 1e6:.0f}", "")
    table.add_row(
        "two processes, a core each", f"{two_processes * 1e6:.0f}", f"{2 * one_process / two_processes:.2f}"
    )
    table.add_row(f"{load.RESIDENTS:,} sessions", f"{few_sessions * 1e6:.0f}", "")
    table.add_row(
        f"{sessions:,} sessions", f"{many_sessions * 1e6:.0f}", f"{few_sessions / many_sessions:.2f}"
    )
    Console().print(table)


def _cpu(*sets: Sequence[Server]) -> list[float]:
    """Seconds of a core for a message, for each set of servers: the least of a few rounds, in which the sets alternate."""
    seconds: list[list[float]] = [[] for _ in sets]
    for _ in range(ROUNDS):
        for bots, of_set in zip(sets, seconds, strict=True):
            prepared = load.requests(load.COMMON, REQUESTS)
            before = sum(bot.cpu for bot in bots)
            uvloop.run(_shared(bots, prepared))
            of_set.append((sum(bot.cpu for bot in bots) - before) / REQUESTS)
    return list(map(min, seconds))


async def _shared(bots: Sequence[Server], prepared: Sequence[bytes]) -> None:
    # The residents take turns; each sends every second message to the other process.
    share = len(bots)
    block = load.RESIDENTS
    blocks = [prepared[start : start + block] for start in range(0, len(prepared), block)]
    shares = [
        [
            request
            for number, requests in enumerate(blocks)
            for request in requests[(number + which) % share :: share]
        ]
        for which in range(share)
    ]
    await asyncio.gather(*(load.run(bot.port, requests) for bot, requests in zip(bots, shares, strict=True)))


async def _fill(url: str, count: int) -> None:
    """Write so many sessions of other residents, each a copy of one that a bot has saved."""
    redis = Redis.from_url(url)
    keys = [key async for key in redis.scan_iter("bot:*:session", count=1000)]
    value = await redis.get(keys[0])
    assert value is not None
    for start in range(0, count, _AT_ONCE):
        pipeline = redis.pipeline(transaction=False)
        for _ in range(min(_AT_ONCE, count - start)):
            pipeline.set(f"bot:{{{secrets.token_hex(16)}}}:session", value, ex=_DAY_SECONDS)
        await pipeline.execute()
    await redis.aclose()


if __name__ == "__main__":
    main()
