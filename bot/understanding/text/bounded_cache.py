"""What was worked out for texts that residents write every day, kept in dictionaries of a bounded size."""

from collections.abc import Callable
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


class _Readings(dict[str, V]):
    """Readings by text: one that is not there yet is read, and kept where the text recurs."""

    def __init__(self, read: Callable[[str], V]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> V:
        value = self._read(text)
        return keep(self, text, value) if recurs(text) else value


def within_turn(read: Callable[[K], V]) -> Callable[[K], V]:
    """The same reading, which reads anything once; each turn makes one of its own, so it is made as cheaply as can be."""
    known: dict[K, V] = {}

    def reading(key: K) -> V:
        if key not in known:
            known[key] = read(key)
        return known[key]

    return reading


def remembered(read: Callable[[str], V]) -> Callable[[str], V]:
    """The same pure reading of a text, which reads a text that recurs only once. The value must not be changed.

    What comes back is the look-up of a dictionary itself: a turn asks for a hundred readings.
    """
    return _Readings(read).__getitem__
