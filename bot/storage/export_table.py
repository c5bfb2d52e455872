"""Rows under named columns: the form of every export."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.common.clock import ZONE

Cell = str | int | None

COLUMNS = ("id", "user", "status", "created_at")
"""The columns that every export has (a contract with outside tools)."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns, in the order of the columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Cell]]:
        """Each row by its columns' names."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)


def spoken_time(moment: datetime) -> str:
    """The time in China, ISO 8601 to the second."""
    return moment.astimezone(ZONE).isoformat(timespec="seconds")
