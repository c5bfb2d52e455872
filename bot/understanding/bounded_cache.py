"""What was worked out for texts that residents write every day, kept in dictionaries of a bounded size."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

K = TypeVar("K")
V = TypeVar("V")

MOST = 5_000  # entries
LONGEST = 20  # characters
_MISSING: Any = object()


def recurs(text: str) -> bool:
    """May the text be written again, by others as well? Longer texts rarely are; numbers belong to one person."""
    return len(text) <= LONGEST and not any(map(str.isdecimal, text))


def keep(cache: dict[K, V], key: K, value: V, most: int = MOST) -> V:
    """The value, remembered; a full cache is emptied. Safe from any thread: losing all of it costs less than a lock."""
    if len(cache) >= most:
        cache.clear()
    cache[key] = value
    return value


def remembered(read: Callable[[str], V]) -> Callable[[str], V]:
    """The same pure reading of a text, which reads a text that recurs only once. The value must not be changed."""
    known: dict[str, V] = {}

    @wraps(read)
    def reading(text: str) -> V:
        value = known.get(text, _MISSING)
        if value is not _MISSING:
            return cast("V", value)
        value = read(text)
        return keep(known, text, value) if recurs(text) else value

    return reading
