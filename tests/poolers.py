"""PgBouncer (Debian's) in transaction mode in front of a real PostgreSQL."""

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from socket import create_connection

from sqlalchemy import make_url

from tests.system.process import free_port

PROGRAM = "/usr/sbin/pgbouncer"
CONNECTIONS = 4  # so few that transactions change connections all the time


@contextlib.contextmanager
def pgbouncer(url: str) -> Iterator[str]:
    """The URL of the same database through a pooler; without the parameter that tells the bot of it."""
    behind = make_url(url)
    port = free_port()
    host = str(behind.query.get("host") or behind.host)
    with tempfile.TemporaryDirectory(prefix="pb-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        # It refuses to run as root, and only who runs the server gets to its socket.
        runs_as = ["-u", Path(host).owner()] if os.geteuid() == 0 else []
        target = (
            f"host={host} port={behind.port or 5432} user={behind.username} password={behind.password or ''}"
        )
        (folder / "users.txt").write_text('"neighbour" "a-password-of-the-tests"\n')
        (folder / "pgbouncer.ini").write_text(
            f"[databases]\n{behind.database} = {target} dbname={behind.database}\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
            f"auth_type = plain\nauth_file = {folder}/users.txt\n"
            f"pool_mode = transaction\ndefault_pool_size = {CONNECTIONS}\nmax_client_conn = 200\n"
        )
        command = [PROGRAM, "-q", *runs_as, str(folder / "pgbouncer.ini")]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _listening(process, port, folder / "log")
            yield f"postgresql://neighbour:a-password-of-the-tests@127.0.0.1:{port}/{behind.database}"
        finally:
            process.terminate()
            process.wait()


def _listening(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + 20
    while True:
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline
        with contextlib.suppress(OSError), create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
