"""Enrolments confirmed a second, each with its commit, beside a bare echo; on SQLite and on PostgreSQL.

`python -m benchmarks.enrolment [residents]`; 3,000 by default. Each has named course, person, phone and class before.
"""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import uvloop
from rich.console import Console
from rich.table import Table

from benchmarks import load, servers
from benchmarks.measure import COLUMNS, Measurement, measure, row
from bot.common.cipher import new_key
from tests.databases import fresh_postgres, postgres_server

RESIDENTS = 3000
_BEFORE = ("给我妈报家政，她叫王秀英，电话138{number:08d}", "2")
_CONFIRMED = "对"


def main() -> None:
    """Measure both databases, and print the table."""
    residents = int(sys.argv[1]) if len(sys.argv) > 1 else RESIDENTS
    with servers.echo() as server:
        echo = measure(server, load.requests(load.COMMON, residents))
    table = Table(f"{residents:,} enrolments", *COLUMNS)
    for name in ("sqlite", "postgresql"):
        table.add_row(name, *row(_measured(name, residents), echo))
    Console().print(table)


def _measured(name: str, residents: int) -> Measurement:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-")))
        settings = {"DATA_KEYS": new_key()}
        if name == "postgresql":
            settings["DATABASE_URL"] = uvloop.run(fresh_postgres(stack.enter_context(postgres_server())))
        server = stack.enter_context(servers.bot(folder, **settings))
        for text in _BEFORE:
            texts = [text.format(number=number) for number in range(residents)]
            uvloop.run(load.run(server.port, load.requests(texts, residents, residents=residents)))
        confirmed = load.requests([_CONFIRMED], residents, residents=residents)
        measurement = measure(server, confirmed)
        recorded = _count_enrolments(folder, settings)
        if recorded != residents:
            raise RuntimeError(f"{recorded} of {residents} enrolments are on record")
        return measurement


def _count_enrolments(folder: Path, settings: dict[str, str]) -> int:
    command = [sys.executable, "-m", "bot", "export", "enrolments"]
    environment = os.environ | {"DATA_DIR": str(folder), **settings}
    export = subprocess.run(command, env=environment, cwd=servers.ROOT, stdout=subprocess.PIPE, check=True)
    return len(json.loads(export.stdout))


if __name__ == "__main__":
    main()
