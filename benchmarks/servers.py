"""The servers that are measured, each as a process of its own."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.system.packets import ACCOUNT
from tests.system.process import free_port

ROOT = Path(__file__).parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")
START_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens on a port of this machine."""

    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def cpu(self) -> float:
        """Seconds of a core that the process has used, without its children."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def megabytes(self) -> float:
        """Its resident memory, with the files that it has mapped."""
        return self._status("VmRSS:")

    @property
    def own_megabytes(self) -> float:
        """Its memory without mapped files, which several processes may share."""
        return self._status("RssAnon:")

    def _status(self, line: str) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split(line)[1].split()[0]) / 1024


@contextlib.contextmanager
def echo() -> Iterator[Server]:
    """A bare aiohttp echo with uvloop."""
    port = free_port()
    with _started([sys.executable, "-m", "benchmarks.echo", str(port)], {}, port) as server:
        yield server


@contextlib.contextmanager
def werobot(*sessions: Path) -> Iterator[Server]:
    """WeRoBot's echo, in the environment of the tools (`make .venv-tools/.ready`). sessions: the file that holds its sessions."""
    port, python = free_port(), ROOT / ".venv-tools" / "bin" / "python"
    script = str(ROOT / "benchmarks" / "werobot_echo.py")
    command = [str(python), script, str(port), ACCOUNT.token, *map(str, sessions)]
    with _started(command, {}, port) as server:
        yield server


@contextlib.contextmanager
def bot(folder: Path, **extra: str) -> Iterator[Server]:
    """`bot serve` with its data in the folder. extra: settings."""
    port = free_port()
    settings = {
        "PORT": str(port), "DATA_DIR": str(folder), "LOG_LEVEL": "error", "WECHAT_TOKEN": ACCOUNT.token,
        "MESSAGES_A_MINUTE": "1000000", "TURNS_AT_ONCE": "100000",
    }  # fmt: skip
    with _started([sys.executable, "-m", "bot", "serve"], settings | extra, port) as server:
        yield server


@contextlib.contextmanager
def _started(command: list[str], settings: Mapping[str, str], port: int) -> Iterator[Server]:
    process = subprocess.Popen(
        command, env=os.environ | settings, cwd=ROOT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        _until_open(port, process)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait()


def _until_open(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if process.poll() is not None:
            raise RuntimeError("the server did not start")
        time.sleep(0.01)
    raise RuntimeError(f"the server does not listen after {START_SECONDS} seconds")
