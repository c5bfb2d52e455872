"""The repository names no package registry, and its documents agree with the code."""

import re
import subprocess
from pathlib import Path

from typer.main import get_command

from bot import __version__
from bot.commands.main import cli
from bot.common.metrics import Metrics
from bot.content.shared.courses import COURSES
from bot.content.shared.upcoming_classes import upcoming
from bot.content.snapshot import Content

ROOT = Path(__file__).parent.parent.parent
# Put together here so that this file does not name them itself.
HOSTS = re.compile(
    "|".join(["pypi" + r"\.org", "pythonhosted" + r"\.org", "npmjs" + r"\.(org|com)", "deb" + r"\.debian"])
)


def _files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


TOP = frozenset({
    ".ci", ".dockerignore", ".env.example", ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md", "Dockerfile", "LICENSE", "Makefile",
    "README.en.md", "README.md", "benchmarks", "bot", "compose.yaml", "deploy", "docs", "intents", "knowledge", "pyproject.toml",
    "requirements-dev.txt", "requirements-tools.txt", "requirements.lock", "requirements.txt", "tests", "training",
})  # fmt: skip


def test_nothing_that_a_server_wrote_is_in_the_repository() -> None:
    """A server started with DATA_DIR=. leaves its database, keys and models beside the code."""
    assert {file.relative_to(ROOT).parts[0] for file in _files()} <= TOP


def test_no_registry_is_named() -> None:
    for file in _files():
        if file.suffix not in {".png", ".woff2"}:
            assert not HOSTS.search(file.read_text(encoding="utf-8", errors="ignore")), file


def test_documents_name_tests_that_exist() -> None:
    for file in _files():
        if file.suffix == ".md" and file.name != "CHANGELOG.md":
            for name in re.findall(r"\btests/[\w/]+\.py", file.read_text(encoding="utf-8")):
                assert (ROOT / name).is_file(), f"{file.name}: {name}"


def test_every_command_is_in_the_readme_or_the_changelog() -> None:
    told = (ROOT / "README.md").read_text() + (ROOT / "CHANGELOG.md").read_text()
    for name in get_command(cli).commands:  # type: ignore[attr-defined]
        assert name in told, name


def test_the_versions_agree() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert version is not None
    assert newest is not None
    assert version[1] == newest[1] == __version__
    assert f"image.version={__version__}\n" in (ROOT / "Dockerfile").read_text()


def test_dependencies_are_pinned_and_named_in_the_architecture() -> None:
    architecture = (ROOT / "ARCHITECTURE.md").read_text().lower()
    head = (ROOT / "requirements.txt").read_text().split("# What those need.")[0]
    for line in head.splitlines():
        if line and not line.startswith("#"):
            name, _, version = line.partition("==")
            assert version, line
            assert name.lower() in architecture, name


def test_the_sample_never_goes_stale(content: Content) -> None:
    from datetime import date, datetime, time

    for day in (date(2026, 11, 23), date(2029, 2, 28), date(2036, 12, 31)):
        for course in content.part(COURSES):
            for now in (datetime.combine(day, time(8)), datetime.combine(day, time(22))):
                assert all(group.start >= day for group in upcoming(course, now)), course.id
                assert upcoming(course, now), course.id


def test_metrics_have_a_line_of_help() -> None:
    assert b"# HELP bot_turns_total" in Metrics().text()


def test_the_lock_holds_what_is_pinned_and_nothing_else() -> None:
    pin = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)
    pinned = {
        (re.sub(r"[_.]", "-", name), version)
        for name, version in pin.findall((ROOT / "requirements.txt").read_text())
    }
    lock = (ROOT / "requirements.lock").read_text()
    assert {(re.sub(r"[_.]", "-", name), version) for name, version in pin.findall(lock)} == pinned, (
        "make lock"
    )
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert "://" not in lock
