"""Files that are written whole or not at all, and are on the disk when the call returns."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


def write_whole(path: Path, data: str | bytes, *, mode: int | None = None) -> None:
    """Write the file in one step: who reads it meanwhile gets the old text or the new one. See `replacing`."""
    with replacing(path, mode=mode) as file:
        file.write(data.encode() if isinstance(data, str) else data)


def write_once(path: Path, data: str | bytes, *, mode: int = 0o600) -> bool:
    """Write the file unless there is one; False when there is, perhaps since a moment, and it stays as it is."""
    with _fresh(path, mode) as (fresh, file):
        file.write(data.encode() if isinstance(data, str) else data)
        _sync(file)
        try:
            os.link(fresh, path)
        except FileExistsError:
            return False
    _sync_folder(path.parent)
    return True


@contextmanager
def replacing(path: Path, *, mode: int | None = None) -> Iterator[IO[bytes]]:
    """A file to write into, which takes the place of `path` at the end; after an error `path` is as it was.

    mode: the permissions; None keeps those of the file that is replaced, and gives a new one the usual ones.
    Any number of processes may do this at once: the last one's file stays. OSError.
    """
    with _fresh(path, mode if mode is not None else 0o666) as (fresh, file):
        if mode is None:
            with suppress(FileNotFoundError):
                os.fchmod(file.fileno(), path.stat().st_mode & 0o7777)
        yield file
        _sync(file)
        fresh.replace(path)
    _sync_folder(path.parent)


@contextmanager
def _fresh(path: Path, mode: int) -> Iterator[tuple[Path, IO[bytes]]]:
    """A new file beside `path`, gone at the end unless it was given another name."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            yield fresh, file
    finally:
        fresh.unlink(missing_ok=True)


def _sync(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Put the new name on the disk too; some network file systems do not take this."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
