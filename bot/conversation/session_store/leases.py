"""Renewing the leases of the turns under way: with one timer for all of them, or with a task for each."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Protocol

_RENEWALS_PER_LEASE = 3


@dataclass(frozen=True)
class LockTimes:
    """lease: how long a process that died keeps its resident waiting. stale: after which a silent waiter is dropped.

    max_leases: an owner that takes longer than so many leases hangs, and its lease runs out.
    """

    lease: timedelta = timedelta(seconds=10)
    stale: timedelta = timedelta(seconds=3)
    max_leases: int = 6

    @cached_property
    def lease_ms(self) -> int:
        """The lease in milliseconds."""
        return int(self.lease / timedelta(milliseconds=1))

    @cached_property
    def stale_ms(self) -> int:
        """After how many milliseconds a silent waiter is dropped."""
        return int(self.stale / timedelta(milliseconds=1))

    @property
    def renewal_seconds(self) -> float:
        """The time between two renewals of a lease."""
        return self.lease.total_seconds() / _RENEWALS_PER_LEASE

    @property
    def max_renewals(self) -> int:
        """How often an owner renews its lease before it counts as hanging."""
        return self.max_leases * _RENEWALS_PER_LEASE


class Lease(Protocol):
    """What can be renewed."""

    async def renew(self) -> bool:
        """Extend the lease; False when it is not to be renewed any more."""


class LeaseRenewer(Protocol):
    """Renews leases from `keep` to `release`."""

    def keep(self, lease: Lease) -> None:
        """Renew the lease from now on, three times in its length."""

    def release(self, lease: Lease) -> None:
        """Renew it no more."""


class RenewalTasks:
    """A task for each lease."""

    def __init__(self, times: LockTimes) -> None:
        self._times = times
        self._tasks: dict[Lease, asyncio.Task[None]] = {}

    def keep(self, lease: Lease) -> None:
        """Renew the lease from now on."""
        self._tasks[lease] = asyncio.create_task(self._renew(lease))

    def release(self, lease: Lease) -> None:
        """Renew it no more."""
        if task := self._tasks.pop(lease, None):
            task.cancel()

    async def _renew(self, lease: Lease) -> None:
        for _ in range(self._times.max_renewals):
            await asyncio.sleep(self._times.renewal_seconds)
            if not await lease.renew():
                return


class SharedRenewalTimer:
    """One timer for all leases: nearly every turn ends before its lease has to be renewed."""

    def __init__(self, times: LockTimes) -> None:
        self._times = times
        self._renewals: dict[Lease, _Renewals] = {}
        self._timer: asyncio.TimerHandle | None = None

    def keep(self, lease: Lease) -> None:
        """Renew the lease from now on."""
        self._renewals[lease] = _Renewals()
        if self._timer is None:
            self._set_timer()

    def release(self, lease: Lease) -> None:
        """Renew it no more."""
        renewals = self._renewals.pop(lease, None)
        if renewals and renewals.running:
            renewals.running.cancel()

    def _set_timer(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(self._times.renewal_seconds, self._renew_all)

    def _renew_all(self) -> None:
        self._timer = None
        for lease, renewals in list(self._renewals.items()):
            renewals.count += 1
            if renewals.count > self._times.max_renewals:
                self.release(lease)
            elif renewals.running is None or renewals.running.done():
                renewals.running = asyncio.create_task(self._renew(lease))
        if self._renewals:
            self._set_timer()

    async def _renew(self, lease: Lease) -> None:
        if not await lease.renew():
            self._renewals.pop(lease, None)


@dataclass(slots=True)
class _Renewals:
    count: int = 0
    running: asyncio.Task[None] | None = None
