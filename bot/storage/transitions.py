"""Which status of a record may follow which, and who may bring that about: one table for each kind of record.

The table stands in the WHERE of the UPDATE (`sources`), so that of two who decide at once the second is refused,
or is asked about a row that its transaction has locked (`check`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Flag, StrEnum, auto
from typing import Generic, TypeVar

from bot.common.errors import OrderRefused

S = TypeVar("S", bound=StrEnum)


class Party(Flag):
    """Who changes a status: the resident by conversation, the staff by decision, the system by itself."""

    RESIDENT = auto()
    STAFF = auto()
    SYSTEM = auto()


class TransitionRefused(OrderRefused):
    """The record's status does not allow this change."""

    def __init__(self, row: int, before: str, after: str) -> None:
        super().__init__(f"{row}号现在是 {before}，不能改成 {after}")
        self.row = row
        self.before = before
        self.after = after


class NoSuchRecord(OrderRefused):
    """There is no record with this number."""

    def __init__(self, row: int) -> None:
        super().__init__(f"没有{row}号")
        self.row = row


@dataclass(frozen=True, slots=True)
class Transitions(Generic[S]):
    """The transition table of a kind of record.

    initial: the statuses that a new record may have. moves: status → the ones that may follow → who may do it.
    """

    statuses: type[S]
    initial: frozenset[S]
    moves: Mapping[S, Mapping[S, Party]]

    def allows(self, before: S, after: S, by: Party) -> bool:
        """May this party bring a record from `before` to `after`?"""
        return by in self.moves.get(before, {}).get(after, Party(0))

    def sources(self, after: S, by: Party) -> tuple[S, ...]:
        """The statuses from which this party may bring a record to `after`."""
        return tuple(before for before in self.statuses if self.allows(before, after, by))

    def targets(self, by: Party) -> tuple[S, ...]:
        """The statuses to which this party may ever bring a record."""
        return tuple(after for after in self.statuses if self.sources(after, by))

    def check(self, row: int, before: S, after: S, by: Party) -> None:
        """Pass what the table allows. TransitionRefused: it does not."""
        if not self.allows(before, after, by):
            raise TransitionRefused(row, before, after)

    def decision(self, word: str) -> S:
        """The status that the staff name. OrderRefused: it is none that they may decide on."""
        targets = self.targets(Party.STAFF)
        if word not in targets:
            raise OrderRefused(f"不能改成 {word}，可以改成 {'、'.join(targets)}")
        return self.statuses(word)
