"""Loaded by a process under test: refuses writes outside WRITABLE, as a read-only root file system would."""

import errno
import os
import sys
from pathlib import Path

_WRITABLE = (*os.environ["WRITABLE"].split(os.pathsep), "/dev/", "/proc/self/")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGES = {
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
}


def _watch(event: str, args: tuple[object, ...]) -> None:
    if (event == "open" and isinstance(args[2], int) and args[2] & _WRITES) or event in _CHANGES:
        path = args[0]
        if isinstance(path, str | bytes) and not str(Path(os.fsdecode(path)).absolute()).startswith(
            _WRITABLE
        ):
            raise OSError(errno.EROFS, "a read-only file system", os.fsdecode(path))


sys.addaudithook(_watch)
