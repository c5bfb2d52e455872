"""Compares the commands of a turn with those that are right; readings that are as good as each other count as the same."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Told = Mapping[str, Any]

_SIGNS = re.compile(r"[\W_]+")
_EXACT = frozenset({"phone", "age", "quantity", "people", "index"})
_FIELDS = {
    "set": ("slot", "value"), "exclude": ("slot", "value"), "dispute": ("slot",), "choose": ("index",), "start": ("flow", "slots"),
    "ask": ("intent", "slots"), "record": ("action", "kind", "slot", "value", "ref"), "repeat": ("how",),
}  # fmt: skip


def read_turns(file: Path) -> list[dict[str, Any]]:
    """The labelled turns of a file of JSON Lines."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def right(expected: Sequence[Told], told: Sequence[Told], state: Told) -> bool:
    """Is every command there, and none too many?"""
    rest = list(told)
    for command in expected:
        match = next((other for other in rest if _same(command, other, state)), None)
        if match is None:
            return False
        rest.remove(match)
    return not rest


def _same(expected: Told, told: Told, state: Told) -> bool:
    if {expected["do"], told["do"]} == {"choose", "set"}:
        choice, value = (expected, told) if expected["do"] == "choose" else (told, expected)
        shown = state.get("shown", [])
        index = choice["index"]
        return (
            0 < index <= len(shown)
            and value["slot"] == state["asked"]
            and _alike("", shown[index - 1], value["value"])
        )
    if expected["do"] != told["do"]:
        return False
    return all(
        _alike(name, expected[name], told.get(name, ""))
        for name in _FIELDS.get(expected["do"], ())
        if name in expected
    )


def _alike(name: str, expected: object, told: object) -> bool:
    if isinstance(expected, Mapping):
        return isinstance(told, Mapping) and all(
            slot in told and _alike(slot, value, told[slot]) for slot, value in expected.items()
        )
    first, second = (
        _SIGNS.sub("", str(value)).removesuffix("的").removesuffix("班") for value in (expected, told)
    )
    if first == second:
        return True
    close = abs(len(first) - len(second)) <= max(2, len(first) // 3)
    return (
        name not in _EXACT
        and min(len(first), len(second)) > 1
        and close
        and (first in second or second in first)
    )
