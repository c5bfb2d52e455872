"""A circuit breaker: a provider that fails again and again is not called for a while, and another takes over."""

from dataclasses import dataclass

FAILURES = 5
REST = 60.0


@dataclass(slots=True)
class CircuitBreaker:
    """The breaker of one provider. now is loop.time(), passed in."""

    failures: int = 0
    open_until: float = 0.0

    def allows_call(self, now: float) -> bool:
        """Whether the provider may be called. After its rest a single call decides whether it is well again."""
        return now >= self.open_until

    def record(self, *, success: bool, now: float) -> None:
        """Count the outcome of a call."""
        self.failures = 0 if success else self.failures + 1
        if self.failures >= FAILURES:
            self.open_until = now + REST
            self.failures = FAILURES - 1
