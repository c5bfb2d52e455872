"""How much of the processor's time the understanding of one message may take: a message must not stop the process."""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SECONDS = 0.05  # ordinary messages take a quarter of a millisecond, the costliest that are known 20


class ReadingBudget:
    """Adds up the time that readers take. Once it is spent, no further reader is asked; what was read counts.

    seconds: of processor time. cpu: the time that the thread has had; injected so that no test depends on the machine.
    """

    def __init__(self, seconds: float = SECONDS, cpu: Callable[[], float] = time.thread_time) -> None:
        self.seconds = seconds
        self._cpu = cpu
        self._used = 0.0
        self._began: float | None = None

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Count what is done meanwhile; it must not await, because other turns would be counted too. May nest."""
        if self._began is not None or math.isinf(self.seconds):
            yield
            return
        self._began = self._cpu()
        try:
            yield
        finally:
            self._used, self._began = self.used, None

    @property
    def used(self) -> float:
        """Seconds that have been counted so far."""
        return self._used + (0.0 if self._began is None else self._cpu() - self._began)

    @property
    def spent(self) -> bool:
        """Is no further reader to be asked?"""
        began = self._began
        used = self._used if began is None else self._used + self._cpu() - began
        return used > self.seconds


UNLIMITED = ReadingBudget(math.inf)
"""For whoever understands texts of their own: training, evaluation, the console."""
