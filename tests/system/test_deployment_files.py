"""Dockerfile, compose.yaml, nginx.conf and the systemd units keep their promises and agree with each other."""

import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.models import CACHE
from tests.system.composed import Missing, compose, image_command, image_environment, stages
from tests.system.process import ROOT

SECRETS = {"POSTGRES_PASSWORD": "x"}
OURS = ("web1", "web2", "worker", "console")
UNITS = sorted((ROOT / "deploy/systemd").glob("*.service"))
LONGEST_GOODBYE = (
    21 + 1
)  # bot/runtime/http_server.py; the worker's is the sender's grace in bot/runtime/periodic_jobs.py


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = compose(SECRETS)["services"]
    return found


def test_compose_refuses_to_start_without_a_password() -> None:
    with pytest.raises(Missing, match="POSTGRES_PASSWORD"):
        compose({})


def test_ours_can_write_nowhere_but_in_volumes_and_may_nothing() -> None:
    for name in (*OURS, "nginx"):
        service = services()[name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["restart"] == "unless-stopped"
    for name in OURS:
        volumes = dict(volume.split(":")[:2] for volume in services()[name]["volumes"])
        environment = image_environment() | services()[name]["environment"]
        assert {environment["DATA_DIR"], environment["CONTENT_DIR"]} == set(volumes.values())
        assert set(volumes) <= set(compose(SECRETS)["volumes"])
        assert int(services()[name]["stop_grace_period"].removesuffix("s")) > LONGEST_GOODBYE


def test_what_must_last_lies_in_a_volume() -> None:
    assert "--appendonly yes" in " ".join(services()["valkey"]["command"])
    assert services()["valkey"]["volumes"] == ["valkey:/data"]
    assert services()["postgres"]["volumes"] == ["postgres:/var/lib/postgresql"]


def test_nginx_knows_everybody_by_a_fixed_address_and_alone_is_believed() -> None:
    """A replica that is made anew would else get another address, which nginx learns only when it is started anew."""
    fixed = {
        name: service["networks"]["inside"]["ipv4_address"]
        for name, service in services().items()
        if isinstance(service["networks"], dict)
    }
    known = dict(line.split(":") for line in services()["nginx"]["extra_hosts"])
    upstream = re.findall(r"^\s+server (\w+):\d+", (ROOT / "deploy/nginx.conf").read_text(), re.MULTILINE)
    assert sorted(known) == sorted(upstream)
    assert known == {name: fixed[name] for name in known}
    assert {services()[name]["environment"]["PROXIES"] for name in OURS} == {fixed["nginx"]}


def test_the_image_is_run_by_nobody_special_and_holds_the_programme_alone() -> None:
    last = stages()[-1]
    assert [rest for word, rest in last if word == "USER"] == ["bot"]
    assert any("--uid 10001" in rest for word, rest in last if word == "RUN")
    assert image_command() == ["python", "-m", "bot", "serve"]
    copied = [rest.split()[-1] for word, rest in last if word == "COPY"]
    assert copied == ["/venv", "/app/bot", "/content", "/data"]
    health = [rest for word, rest in last if word == "HEALTHCHECK"]
    assert "/healthz" in json.loads(health[0].partition("CMD ")[2])[-1]


def test_what_is_copied_into_the_image_is_there_and_not_ignored() -> None:
    ignored = (ROOT / ".dockerignore").read_text().split()
    sources = [rest.split()[:-1] for word, rest in stages()[0] if word == "COPY"]
    for source in [source for several in sources for source in several]:
        assert (ROOT / source).exists(), source
        assert not any(fnmatch.fnmatch(source, pattern) for pattern in ignored), source
    assert {".env", "data", ".git", "tests"} <= set(ignored)


def test_what_the_build_runs_works(tmp_path: Path, trained: None) -> None:
    """The image is built with its model in it."""
    (run,) = (rest for word, rest in stages()[0] if word == "RUN" and "-m bot" in rest)
    command = run.replace("/venv/bin/python", sys.executable).replace("=/content", f"={ROOT}")
    shutil.copytree(CACHE, tmp_path / "cache")
    subprocess.run(
        command.replace("=/data", f"={tmp_path}"),
        shell=True,
        cwd=ROOT,
        check=True,
        env={"PATH": os.environ["PATH"]},
    )


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_takes_the_units(unit: Path, tmp_path: Path) -> None:
    """As systemd-analyze sees it, with a python that is there."""
    text = unit.read_text().replace("/opt/bot/.venv/bin/python", "/bin/true")
    name = unit.name.replace("@", "@8080")
    (tmp_path / name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / name)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.strip()) == (0, "")


def test_units_end_with_patience_and_write_where_they_may() -> None:
    for unit in UNITS:
        text = unit.read_text()
        settings = dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE))
        assert int(settings["TimeoutStopSec"]) > LONGEST_GOODBYE
        assert settings["ProtectSystem"] == "strict"
        state = f"/var/lib/{settings['StateDirectory']}"
        assert f"DATA_DIR={state}" in settings["Environment"]
        assert f"CONTENT_DIR={state}/content" in settings["Environment"]


def test_commands_work_on_the_servers_database(tmp_path: Path) -> None:
    """deploy/systemd/bot, with folders of the test and without another user: the settings are those of the server."""
    (tmp_path / "bot").symlink_to(ROOT / "bot")
    (tmp_path / "env").write_text("SMS_SIGN=高河塘\nDATA_KEYS=not-a-key\n")
    (tmp_path / ".env").symlink_to(tmp_path / "env")
    script = (ROOT / "deploy/systemd/bot").read_text()
    for before, after in {
        "/opt/bot": str(tmp_path),
        "runuser -u bot -- ": "",
        "/var/lib/bot/content": str(ROOT),
        "/var/lib/bot": str(tmp_path / "data"),
        ".venv/bin/python": sys.executable,
    }.items():
        assert before in script, before
        script = script.replace(before, after)
    done = subprocess.run(
        ["sh", "-c", script, "bot", "export", "enrolments"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    assert (done.returncode, "DATA_KEYS" in done.stderr) == (2, True), done.stderr
    (tmp_path / "env").write_text("SMS_SIGN=高河塘\n")
    done = subprocess.run(
        ["sh", "-c", script, "bot", "export", "enrolments"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"]},
    )
    assert (done.returncode, (tmp_path / "data" / "bot.db").exists()) == (0, True), done.stderr
