"""The embedded Valkey: a server of our own on a unix socket in DATA_DIR, shared by our processes.

The lock on its folder is an open file that the server inherits, so it is held exactly as long as a server lives,
whichever process started it. A process that gets no answer and gets the lock may start a server, and no other may;
a process that does not get the lock waits for the server that is there, and uses it.
"""

import asyncio
import fcntl
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import structlog

from bot.common.errors import ConfigError
from bot.integrations.valkey.server_files import find_binary, private_folder, socket_folder

log = structlog.get_logger()

_START_SECONDS = 10.0
_WATCH_SECONDS = 0.2
_PING_SECONDS = 1.0
_STOP_SECONDS = 5.0

# Full at 512 MB: the machine's memory is not ours alone, and `/readyz` tells before.
_OPTIONS = (
    "--port", "0", "--unixsocketperm", "700", "--daemonize", "no", "--save", "",
    "--appendonly", "yes", "--appendfsync", "everysec", "--maxmemory", "512mb", "--maxmemory-policy", "noeviction",
    "--logfile", "valkey.log", "--loglevel", "notice",
)  # fmt: skip

# Runs in the child before it becomes the server: with PR_SET_PDEATHSIG (1) the kernel ends it with its parent,
# also after kill -9. Not as preexec_fn, which may hang in a process with threads. The signal comes when the
# *thread* that started it ends, so the server is started in the event loop's thread. Other systems than Linux
# have no such signal: a server that is left running there is used by the next process.
_EXEC = """
import os, sys
parent, *command = sys.argv[1:]
if sys.platform == "linux":
    import ctypes, signal
    ctypes.CDLL(None).prctl(1, int(signal.SIGTERM))
    if os.getppid() != int(parent):
        sys.exit(1)
os.execv(command[0], command)
"""


@asynccontextmanager
async def embedded(data_dir: Path) -> AsyncIterator[str]:
    """Start the server of this folder, or use the one that runs; gives the URL for redis-py.

    When it dies, one of the processes that use it starts it again; at the end the process that started it stops it.
    ConfigError: there is no server program, or it does not start.
    """
    server = _Server(find_binary(), private_folder(data_dir / "valkey"))
    try:
        await server.ensure_running(_START_SECONDS)
        watch = asyncio.create_task(server.watch())
        try:
            yield server.url
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch
    finally:
        await server.stop()


class _Server:
    def __init__(self, binary: Path, folder: Path) -> None:
        self._binary = binary
        self._folder = folder
        self._socket = socket_folder(folder) / "valkey.sock"
        self._process: subprocess.Popen[bytes] | None = None
        self.url = "unix://" + quote(str(self._socket))

    async def ensure_running(self, seconds: float) -> None:
        """Return when a server answers; start one unless another process does."""
        socket_folder(self._folder)  # the link in /tmp may have been cleaned up
        try:
            async with asyncio.timeout(seconds):
                while not await self._answers():
                    if self._process and self._process.poll() is not None:
                        raise ConfigError(f"the embedded Valkey does not start: {self._last_line()}")
                    self._start()
                    await asyncio.sleep(0.02)
        except TimeoutError:
            raise ConfigError(f"the embedded Valkey does not answer: {self._last_line()}") from None

    async def watch(self) -> None:
        """Start the server again whenever it is gone, until cancelled."""
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            if await self._answers():
                continue
            log.warning("valkey_gone", folder=str(self._folder))
            self._forget_dead_process()
            try:
                await self.ensure_running(_START_SECONDS)
            except (ConfigError, OSError) as error:
                log.error("valkey_not_restarted", reason=str(error))  # noqa: TRY400 - the message says what failed
                self._forget_dead_process()

    async def stop(self) -> None:
        """Stop the server if this process started it; other processes that use it start another."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            await asyncio.to_thread(process.wait, _STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _start(self) -> None:
        if self._process:
            return
        lock = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            command = [
                str(self._binary),
                "--dir",
                str(self._folder),
                "--unixsocket",
                str(self._socket),
                *_OPTIONS,
            ]
            self._process = subprocess.Popen(  # noqa: S603 - the program is ours
                [sys.executable, "-I", "-S", "-c", _EXEC, str(os.getpid()), *command],
                cwd=self._folder,
                pass_fds=(lock,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C ends the bot first, which saves the sessions before the server stops
            )
        except BlockingIOError:
            pass  # another process has a server here, or is starting one
        finally:
            os.close(lock)

    def _forget_dead_process(self) -> None:
        if self._process and self._process.poll() is not None:
            self._process = None

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(_PING_SECONDS):
                reader, writer = await asyncio.open_unix_connection(str(self._socket))
                try:
                    writer.write(b"PING\r\n")
                    return (await reader.readline()).startswith(b"+PONG")
                finally:
                    writer.close()
        except (OSError, TimeoutError):
            return False

    def _last_line(self) -> str:
        try:
            lines = (self._folder / "valkey.log").read_text(errors="replace").splitlines()
        except OSError:
            lines = []
        return lines[-1] if lines else "it wrote no log"
