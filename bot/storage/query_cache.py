"""Answers to questions that many turns ask alike: asked each time (here), or cached for a second (`fast`)."""

from collections.abc import Awaitable, Callable, Hashable
from typing import Protocol, TypeVar

T = TypeVar("T")


class QueryCache(Protocol):
    """The answers that one process shares."""

    async def get(self, question: Hashable, load: Callable[[], Awaitable[T]]) -> T:
        """The answer; what `load` raises is raised to everybody who waits for it."""

    def invalidate(self) -> None:
        """Something was committed here: later questions are answered from the database again."""


class NoCache:
    """Loads each answer from the database."""

    async def get(self, question: Hashable, load: Callable[[], Awaitable[T]]) -> T:
        """What `load` returns now."""
        return await load()

    def invalidate(self) -> None:
        """Nothing is kept."""
