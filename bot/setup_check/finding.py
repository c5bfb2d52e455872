"""One thing that was looked at, as the person who sets the account up reads it."""

from dataclasses import dataclass
from enum import StrEnum


class Mark(StrEnum):
    """note: nothing to do, or nothing that could be looked at."""

    RIGHT = "✓"
    MISSING = "✗"
    NOTE = "·"


@dataclass(frozen=True, slots=True)
class Finding:
    """key: for tools; said: how it stands; todo: what to do about it, and where."""

    key: str
    mark: Mark
    said: str
    todo: str = ""

    def __str__(self) -> str:
        return f"{self.mark} {self.said}" + (f"\n    怎么办：{self.todo}" if self.todo else "")


def right(key: str, said: str) -> Finding:
    return Finding(key, Mark.RIGHT, said)


def missing(key: str, said: str, todo: str) -> Finding:
    return Finding(key, Mark.MISSING, said, todo)


def note(key: str, said: str, todo: str = "") -> Finding:
    return Finding(key, Mark.NOTE, said, todo)
