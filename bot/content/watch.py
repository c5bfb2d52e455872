"""Notices that files in intents/ or knowledge/ have changed."""

from pathlib import Path

FOLDERS = ("intents", "knowledge")

Stamp = frozenset[tuple[str, int, int]]
"""(file, time of change in nanoseconds, size) of every file."""


def stamp(folder: Path) -> Stamp:
    """How the files stand now; an editor's half-written or vanished file is left out."""
    found = set()
    for name in FOLDERS:
        for file in (folder / name).rglob("*.yaml"):
            try:
                state = file.stat()
            except FileNotFoundError:
                continue
            found.add((str(file), state.st_mtime_ns, state.st_size))
    return frozenset(found)
