"""A server under load: its throughput and its share of a core, each beside those of a bare echo."""

from collections.abc import Sequence
from dataclasses import dataclass

import uvloop

from benchmarks import load
from benchmarks.load import LoadResult
from benchmarks.servers import Server

COLUMNS = ("a second", "of the echo", "µs of a core", "of the echo's", "median ms", "p99 ms")


@dataclass(frozen=True, slots=True)
class Measurement:
    """cpu: seconds of a core that a request cost the server."""

    load: LoadResult
    cpu: float


def measure(server: Server, prepared: Sequence[bytes]) -> Measurement:
    """Send all requests, as fast as they are answered."""
    before = server.cpu
    result = uvloop.run(load.run(server.port, prepared))
    return Measurement(result, (server.cpu - before) / len(prepared))


def row(measurement: Measurement, echo: Measurement) -> tuple[str, ...]:
    """The cells under COLUMNS."""
    return (
        f"{measurement.load.rate:,.0f}", f"{measurement.load.rate / echo.load.rate:.3f}",
        f"{measurement.cpu * 1e6:.0f}", f"{echo.cpu / measurement.cpu:.3f}", *latencies(measurement.load),
    )  # fmt: skip


def latencies(result: LoadResult) -> tuple[str, str]:
    """Median and 99th percentile, in milliseconds."""
    return f"{result.percentile(0.5) * 1000:.1f}", f"{result.percentile(0.99) * 1000:.1f}"
