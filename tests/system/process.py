"""Runs the real server as a process that a test can talk to, kill and start again."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from tests.models import lay_models

ROOT = Path(__file__).parent.parent.parent
TOKEN = "a-token-of-the-tests"
START_SECONDS = 90  # the first start trains the model


def free_port(following: int = 0) -> int:
    """A port that nobody listens on, nor on so many that follow it.

    Below the range from which the kernel takes ports for clients: there a client that waits for a server may
    connect to itself.
    """
    while True:
        port = secrets.randbelow(20_000) + 11_000
        if all(_is_free(number) for number in range(port, port + 1 + following)):
            return port


def _is_free(port: int) -> bool:
    with socket.socket() as free, contextlib.suppress(OSError):
        free.bind(("127.0.0.1", port))
        return True
    return False


class BotProcess:
    """`python -m bot serve` (or console) on a port of its own; its data stays in the folder over kill and start."""

    def __init__(self, folder: Path, command: str = "serve", **environment: str) -> None:
        self._command = command
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._environment = environment
        self._process: subprocess.Popen[bytes] | None = None
        lay_models(folder / "cache")

    @property
    def environment(self) -> dict[str, str]:
        """What the process gets of the environment, and nothing else."""
        settings = {"PORT": str(self.port), "DATA_DIR": str(self.folder), "WECHAT_TOKEN": TOKEN}
        settings["CONSOLE_PORT"] = str(self.port) if self._command == "console" else "0"
        if self._command == "worker":
            settings["METRICS_PORT"] = str(self.port)
        kept = {
            name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG", "TMPDIR")
        }
        return kept | settings | self._environment

    def start(self) -> Self:
        """Start it, and return when it listens."""
        with (self.folder / "bot.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", self._command],
                cwd=ROOT,
                env=self.environment,
                stderr=log,
                stdout=log,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self._process.poll() is None, self.log()
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return self
        raise AssertionError("the server does not listen: " + self.log())

    def kill(self) -> None:
        """End it as a crash would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as a deployment would."""
        self._end(signal.SIGTERM)

    @property
    def pid(self) -> int:
        """The process that runs now."""
        assert self._process is not None
        return self._process.pid

    def log(self) -> str:
        """What it wrote."""
        return (self.folder / "bot.log").read_text(encoding="utf-8", errors="replace")

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(30)
        self._process = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()
