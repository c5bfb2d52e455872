"""Finds which of several things a text names. Pure."""

from collections.abc import Iterable
from typing import Protocol, TypeVar


class Nameable(Protocol):
    """Anything with a name and other names."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


N = TypeVar("N", bound=Nameable)


def longest_named(things: Iterable[N], *texts: str) -> N | None:
    """The thing whose name, the longest of all, occurs in one of the texts; of equally long ones the first."""
    named, longest = None, 0
    for thing in things:
        for name in (thing.name, *thing.aliases):
            if len(name) > longest and any(name in text for text in texts):
                named, longest = thing, len(name)
    return named
