"""compose.yaml and Dockerfile without Docker: the same commands and environment as plain processes, behind real nginx."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import yaml

from bot.integrations.valkey.server_files import find_binary
from tests.models import lay_models
from tests.system.process import ROOT, free_port

START_SECONDS = 120
_VARIABLE = re.compile(r"\$\{(\w+):\?([^}]*)\}")


class Missing(Exception):
    """What compose says when a variable that it must have is not set."""


def compose(env: Mapping[str, str]) -> dict[str, Any]:
    """compose.yaml, its variables filled in from .env."""

    def value(found: re.Match[str]) -> str:
        if not env.get(found[1]):
            raise Missing(found[2])
        return env[found[1]]

    read = yaml.safe_load(_VARIABLE.sub(value, (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    assert isinstance(read, dict)
    return read


def stages() -> list[list[tuple[str, str]]]:
    """The Dockerfile: (instruction, the rest) of each stage."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    found: list[list[tuple[str, str]]] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest.strip()))
    return found


def image_environment() -> dict[str, str]:
    """What the image itself sets."""
    words = " ".join(rest for word, rest in stages()[-1] if word == "ENV").split()
    return dict(word.split("=", 1) for word in words)


def image_command() -> list[str]:
    """What the image runs."""
    (command,) = (json.loads(rest) for word, rest in stages()[-1] if word == "CMD")
    return [str(word) for word in command]


@dataclass
class Program:
    """One service as a process. port: where it listens, 0 for nowhere."""

    name: str
    command: list[str]
    environment: dict[str, str]
    folder: Path
    port: int = 0
    ready: str = ""
    process: "subprocess.Popen[bytes] | None" = None

    def launch(self) -> Self:
        """Start it; `up` waits for it."""
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        return self

    def up(self) -> Self:
        """Return when it listens, or has said that it is ready."""
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self.process is not None
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < deadline, f"{self.name} does not start: {self.log()}"
            time.sleep(0.02)
        return self

    def end(self, how: signal.Signals = signal.SIGTERM, seconds: float = 60) -> int:
        """End it; its exit status."""
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(seconds)

    def log(self) -> str:
        """What it wrote."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    @property
    def _log(self) -> Path:
        return self.folder / f"{self.name}.log"

    def _answers(self) -> bool:
        if not self.port:
            return self.ready in self.log()
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True


@dataclass
class Composed:
    """The services of compose.yaml on this machine. env: .env; database: instead of its PostgreSQL."""

    folder: Path
    env: dict[str, str]
    database: str
    ports: dict[str, int] = field(default_factory=dict)
    programs: dict[str, Program] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.services: dict[str, dict[str, Any]] = compose(self.env)["services"]
        self.ports = {
            name: free_port() for name in ("web1", "web2", "console", "valkey", "nginx", "tls", "health")
        }
        for name in ("data", "content", "tmp", "valkey"):
            (self.folder / name).mkdir()
        for name in ("intents", "knowledge"):
            shutil.copytree(ROOT / name, self.folder / "content" / name)
        lay_models(self.folder / "data" / "cache")

    @property
    def url(self) -> str:
        """Where nginx listens."""
        return f"http://127.0.0.1:{self.ports['nginx']}"

    def program(self, name: str) -> Program:
        """A service of ours, as the files say that it runs; its hosts, ports and folders are those of this machine."""
        service = self.services[name]
        command = service.get("command") or image_command()
        environment = {
            key: self._here(name, value)
            for key, value in (image_environment() | self.env | service["environment"]).items()
        }
        kept = {key: value for key, value in os.environ.items() if key in ("HOME", "LANG")}
        writable = os.pathsep.join(str(self.folder / place) for place in ("data", "content", "tmp"))
        watched = {
            "PYTHONPATH": str(ROOT / "tests/system/readonly"),
            "WRITABLE": writable,
            "TMPDIR": str(self.folder / "tmp"),
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        }
        port = self.ports.get(name, 0)
        return Program(name, command, kept | environment | watched, self.folder, port, f"{name}_started")

    def health(self, name: str) -> list[str]:
        """The command that says whether a service is well."""
        given = self.services[name].get("healthcheck")
        if given is None:
            (rest,) = (rest for word, rest in stages()[-1] if word == "HEALTHCHECK")
            return [str(word) for word in json.loads(rest.partition("CMD ")[2])]
        _, *command = given["test"]
        return [self._here(name, word) for word in command]

    def valkey(self) -> Program:
        """Its server, with the options of the file."""
        _, *options = self.services["valkey"]["command"]
        place = [
            "--port",
            str(self.ports["valkey"]),
            "--bind",
            "127.0.0.1",
            "--dir",
            str(self.folder / "valkey"),
        ]
        command = [str(find_binary()), *options, *place]
        return Program("valkey", command, dict(os.environ), self.folder, self.ports["valkey"])

    def start(self, *names: str) -> None:
        """Start these at once, as compose does, and return when all are up."""
        for name in names:
            program = self.valkey() if name == "valkey" else self.program(name)
            self.programs[name] = program.launch()
        for name in names:
            self.programs[name].up()

    def stop(self) -> None:
        """End whatever runs."""
        for program in self.programs.values():
            if program.process is not None and program.process.poll() is None:
                program.process.kill()
                program.process.wait()

    def _here(self, name: str, value: str) -> str:
        value = re.sub(r"^(postgresql://[^@]*)@postgres:5432/bot$", lambda _: self.database, value)
        value = value.replace("valkey:6379", f"127.0.0.1:{self.ports['valkey']}")
        value = value.replace("172.30.83.10", "127.0.0.1")  # nginx
        value = re.sub(r"\b8080\b", str(self.ports.get(name, 0)), value)
        value = re.sub(r"\b8081\b", str(self.ports["console"]), value)
        return re.sub(r"^/(data|content)$", lambda found: str(self.folder / found[1]), value)


@contextlib.contextmanager
def nginx(composed: Composed, *, tls: str = "") -> Iterator[Program]:
    """Debian's nginx with deploy/nginx.conf, as nobody, with the ports of this machine."""
    text = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    folder = Path(tempfile.mkdtemp(prefix="ng-"))
    changed = {f"{name}:{port}": f"127.0.0.1:{composed.ports[name]}" for name, port in _PLACES.items()}
    changed |= {
        "listen 8000;": f"listen 127.0.0.1:{composed.ports['nginx']};",
        "listen 127.0.0.1:8001;": f"listen 127.0.0.1:{composed.ports['health']};",
        "/etc/nginx/": f"{folder}/",
        "/tmp/nginx": f"{folder}/nginx",
    }
    for before, after in changed.items():
        assert before in text, before
        text = text.replace(before, after)
    for name in ("tls", "certificates"):
        (folder / name).mkdir()
    if tls:
        (folder / "tls" / "site.conf").write_text(
            tls.replace("listen 8443", f"listen 127.0.0.1:{composed.ports['tls']}").replace(
                "/etc/nginx", str(folder)
            )
        )
    (folder / "nginx.conf").write_text(text)
    command = ["/usr/sbin/nginx", "-e", "stderr", "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    program = Program("nginx", command, {"PATH": "/usr/bin:/bin"}, folder, composed.ports["nginx"])
    if os.geteuid() == 0:
        folder.chmod(0o777)
        program.command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
    (folder / "nginx.log").touch()
    (folder / "nginx.log").chmod(0o666)
    composed.programs["nginx"] = program
    try:
        yield program
    finally:
        if program.process is not None and program.process.poll() is None:
            program.end()
        shutil.rmtree(folder)


_PLACES = {"web1": 8080, "web2": 8080, "console": 8081}
