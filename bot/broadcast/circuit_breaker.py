"""A provider that fails again and again is left alone for a while; another takes over."""

from dataclasses import dataclass

FAILURES = 5
REST = 60.0


@dataclass(slots=True)
class Breaker:
    """Of one provider. now is loop.time(), passed in."""

    failures: int = 0
    closed_until: float = 0.0

    def open_for(self, now: float) -> bool:
        """May it be called? After its rest one call tells whether it is well again."""
        return now >= self.closed_until

    def went(self, *, well: bool, now: float) -> None:
        """A call went well, or not."""
        self.failures = 0 if well else self.failures + 1
        if self.failures >= FAILURES:
            self.closed_until = now + REST
            self.failures = FAILURES - 1
