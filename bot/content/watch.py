"""Detects changes of the files in intents/ and knowledge/."""

import os
from contextlib import suppress
from pathlib import Path

from bot.content.source import FOLDERS

Stamp = frozenset[tuple[str, int, int]]
"""(file, time of change in nanoseconds, size) of every file."""


def stamp(folder: Path) -> Stamp:
    """The state of all files now; a file that vanishes while it is looked at is left out."""
    states: set[tuple[str, int, int]] = set()
    for name in FOLDERS:
        _add_states(str(folder / name), states)
    return frozenset(states)


def _add_states(folder: str, states: set[tuple[str, int, int]]) -> None:
    # Runs several times a second in the server; pathlib takes more than twice as long.
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _add_states(entry.path, states)
            elif entry.name.endswith(".yaml"):
                with suppress(FileNotFoundError):
                    state = entry.stat()
                    states.add((entry.path, state.st_mtime_ns, state.st_size))
