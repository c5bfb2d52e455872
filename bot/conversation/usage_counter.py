"""Counts messages in memory; the feedback writer stores the counts every few seconds."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Usage:
    """Since the last time: messages by outcome, the milliseconds that answers took, and who wrote."""

    outcomes: dict[str, int]
    milliseconds: int
    users: frozenset[str]


@dataclass(slots=True)
class UsageCounter:
    """The counts of one process."""

    _outcomes: Counter[str] = field(default_factory=Counter)
    _seconds: float = 0.0
    _users: set[str] = field(default_factory=set)
    _erased: set[str] = field(default_factory=set)

    def count(self, user: str, outcome: str, seconds: float) -> None:
        """Count a turn that is over."""
        self._outcomes[outcome] += 1
        self._seconds += seconds
        if user in self._erased:
            self._erased.discard(user)  # the turn that erased them leaves no trace of them either
        else:
            self._users.add(user)

    async def forget(self, user: str) -> None:
        """Drop the resident, who is erased in a turn that is not over yet."""
        self._users.discard(user)
        self._erased.add(user)

    def drain(self) -> Usage | None:
        """What was counted since the last time; None for nothing."""
        if not self._outcomes:
            return None
        usage = Usage(dict(self._outcomes), round(self._seconds * 1000), frozenset(self._users))
        self._outcomes.clear()
        self._users.clear()
        self._seconds = 0.0
        return usage
