"""Gauges, which are measured when `/metrics` is read, so that turns are not slowed down."""

import asyncio
import hashlib
import platform
import shutil
import time
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from redis.asyncio import Redis

from bot import __version__
from bot.common.clock import Clock
from bot.common.errors import RecordsAway
from bot.common.metrics import Metrics
from bot.content.source import FOLDERS
from bot.conversation.engine import Engine
from bot.monitoring import queues
from bot.storage.database import Database

FRESH_SECONDS = 10.0
_READY_SECONDS = 2.0
_FULL = 0.9  # of Redis's maxmemory: the rest is left for sessions that are being filled


class Problems(Protocol):
    """Knows what is wrong with the newest content files."""

    @property
    def problems(self) -> Sequence[object]: ...


@dataclass(slots=True)
class Gauges:
    """redis, engine, reloader: None in a process that has none (`bot worker`).

    fresh_seconds: queues are counted at most that often, however often the page is read.
    """

    metrics: Metrics
    database: Database
    data_dir: Path
    content_dir: Path
    clock: Clock
    redis: Redis | None = None
    engine: Engine | None = None
    reloader: Problems | None = None
    fresh_seconds: float = FRESH_SECONDS
    _counted_at: float = float("-inf")
    _digested: object = None
    _one_reader: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def page(self) -> bytes:
        """The metrics as a Prometheus server reads them. It never raises because a part is unavailable."""
        async with self._one_reader:
            for part, ready in (await self.parts()).items():
                self.metrics.part_ready.labels(part).set(ready)
            self.metrics.build.labels(__version__, platform.python_version()).set(1)
            self.metrics.clock.set(self.clock().timestamp())
            self.metrics.free_bytes.set(shutil.disk_usage(self.data_dir).free)
            await self._queues()
            await self._content()
            return self.metrics.text()

    async def parts(self) -> dict[str, bool]:
        """Which parts answer; `redis_memory`: Redis is not nearly full."""
        checks: dict[str, Awaitable[bool]] = {"database": self.database.ready()}
        if self.redis is not None:
            # A write, since a full or read-only server still answers reads.
            checks["redis"] = _answers(self.redis.set("ready", 1, ex=60))
            checks["redis_memory"] = _has_memory(self.redis)
        return dict(zip(checks, await asyncio.gather(*checks.values()), strict=True))

    async def _queues(self) -> None:
        if time.monotonic() - self._counted_at < self.fresh_seconds:
            return
        now = self.clock()
        try:
            async with asyncio.timeout(_READY_SECONDS), self.database.work() as work:
                lengths = await queues.measure(work, now)
        except (RecordsAway, TimeoutError):
            # An outdated figure would be worse than none.
            self.metrics.queue_length.clear()
            self.metrics.queue_oldest.clear()
            return
        self._counted_at = time.monotonic()
        for name, queue in lengths.items():
            self.metrics.queue_length.labels(name).set(queue.length)
            age = (now - queue.oldest).total_seconds() if queue.oldest else 0.0
            self.metrics.queue_oldest.labels(name).set(max(age, 0.0))

    async def _content(self) -> None:
        if self.engine is None:
            return
        self.metrics.turns_running.set(self.engine.running)
        self.metrics.content_problems.set(len(self.reloader.problems) if self.reloader else 0)
        snapshot = self.engine.snapshot
        self.metrics.content_phrases.set(len(snapshot.understanding.phrases))
        self.metrics.provisional.set(snapshot.understanding.provisional)
        if snapshot.content is not self._digested:
            self._digested = snapshot.content
            digest = await asyncio.to_thread(_digest, self.content_dir)
            self.metrics.content.clear()
            self.metrics.content.labels(digest).set(1)


async def _answers(ping: Awaitable[object]) -> bool:
    try:
        async with asyncio.timeout(_READY_SECONDS):
            await ping
    except Exception:  # noqa: BLE001 - any error means that it is not ready
        return False
    return True


async def _has_memory(redis: Redis) -> bool:
    """Whether every server of Redis is well below its maxmemory; True where it has none or does not answer that."""
    try:
        async with asyncio.timeout(_READY_SECONDS):
            memory = await redis.info("memory")
    except Exception:  # noqa: BLE001 - that it does not answer is told by the part `redis`
        return True
    nodes = [node for node in memory.values() if isinstance(node, dict)] or [memory]  # of a cluster: one each
    return all(_used(node) < _FULL for node in nodes)


def _used(memory: Mapping[str, Any]) -> float:
    """The share of its maxmemory that a server uses; 0 without one."""
    most = memory.get("maxmemory") or 0
    return float(memory.get("used_memory", 0) / most) if most else 0.0


def _digest(folder: Path) -> str:
    """A digest of the content files, the same on every machine that has the same files."""
    digest = hashlib.sha256()
    for file in sorted(file for name in FOLDERS for file in (folder / name).rglob("*.yaml")):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
