"""How long the database may keep a turn waiting, and how much room it needs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DatabaseLimits:
    """wait_seconds: for a lock, a connection, or this process's earlier writers.

    batch_seconds: for the slowest member of a group commit; a turn takes a thousandth of the default between its request
    and its commit. free_bytes: on the disk, since SQLite's journal grows before it is written back.
    """

    wait_seconds: float = 5
    batch_seconds: float = 2
    free_bytes: int = 16 << 20
