"""A server under a load: what it did, what it took of a core, and both beside the bare echo."""

from collections.abc import Sequence
from dataclasses import dataclass

import uvloop

from benchmarks import load
from benchmarks.load import Result
from benchmarks.servers import Server

COLUMNS = ("a second", "of the echo", "µs of a core", "of the echo's", "median ms", "p99 ms")


@dataclass(frozen=True, slots=True)
class Measured:
    """cpu: seconds of a core that a request took of the server."""

    best: Result
    cpu: float


def once(server: Server, prepared: Sequence[bytes]) -> Measured:
    """All requests, as fast as they are answered."""
    before = server.cpu
    result = uvloop.run(load.run(server.port, prepared))
    return Measured(result, (server.cpu - before) / len(prepared))


def figures(one: Measured, echo: Measured) -> tuple[str, ...]:
    """What stands under COLUMNS."""
    return (
        f"{one.best.rate:,.0f}", f"{one.best.rate / echo.best.rate:.3f}", f"{one.cpu * 1e6:.0f}",
        f"{echo.cpu / one.cpu:.3f}", *latencies(one.best),
    )  # fmt: skip


def latencies(result: Result) -> tuple[str, str]:
    """Median and 99th percentile, in milliseconds."""
    return f"{result.percentile(0.5) * 1000:.1f}", f"{result.percentile(0.99) * 1000:.1f}"
