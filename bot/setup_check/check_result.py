"""The result of one check, as the person who sets the account up reads it."""

from dataclasses import dataclass
from enum import StrEnum

_SIGNS = {"right": "✓", "missing": "✗", "note": "·"}


class Outcome(StrEnum):
    """note: there is nothing to do, or it could not be checked."""

    RIGHT = "right"
    MISSING = "missing"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """key: for tools; message: how it stands; advice: what to do about it, and where."""

    key: str
    outcome: Outcome
    message: str
    advice: str = ""

    def __str__(self) -> str:
        line = f"{_SIGNS[self.outcome]} {self.message}"
        return f"{line}\n    怎么办：{self.advice}" if self.advice else line


def right(key: str, message: str) -> CheckResult:
    """Nothing is wrong."""
    return CheckResult(key, Outcome.RIGHT, message)


def missing(key: str, message: str, advice: str) -> CheckResult:
    """Something is missing or wrong."""
    return CheckResult(key, Outcome.MISSING, message, advice)


def note(key: str, message: str, advice: str = "") -> CheckResult:
    """Something to know."""
    return CheckResult(key, Outcome.NOTE, message, advice)
