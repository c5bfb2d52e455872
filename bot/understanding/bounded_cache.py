"""What was worked out for texts that residents write every day, kept in dictionaries of a bounded size."""

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")

MOST = 5_000  # entries
LONGEST = 20  # characters


def recurs(text: str) -> bool:
    """May the text be written again, by others as well? Longer texts rarely are; numbers belong to one person."""
    return len(text) <= LONGEST and not any(map(str.isdecimal, text))


def keep(cache: dict[K, V], key: K, value: V, most: int = MOST) -> V:
    """The value, remembered; a full cache is emptied. Safe from any thread: losing all of it costs less than a lock."""
    if len(cache) >= most:
        cache.clear()
    cache[key] = value
    return value
