"""Content is checked before it is written, kept before it is changed, and never changed by two at once."""

import dataclasses
import shutil
from pathlib import Path

import httpx
import pytest

from bot.app import expected
from bot.console.writing import Desk, mark
from bot.content.checks import check
from bot.errors import OrderRefused
from tests.stage import MORNING, ROOT
from tests.unit.console.conftest import Office, post

FILE = "knowledge/courses.yaml"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    for room in ("intents", "knowledge"):
        shutil.copytree(ROOT / room, tmp_path / "tree" / room)
    needs = expected()
    return Desk(tmp_path / "tree", tmp_path / "history", lambda loaded: check(loaded, needs))


def test_what_is_wrong_is_named_by_file_and_line_and_not_written(desk: Desk) -> None:
    text, before = desk.read(FILE)
    broken = text.replace("seats:", "seets:", 1)
    problems = desk.save(FILE, broken, before, "staff:王芳", MORNING)
    assert problems
    assert any("courses.yaml" in str(problem) and problem.line for problem in problems)
    assert desk.read(FILE) == (text, before)
    assert desk.versions(FILE) == []


def test_what_is_sound_is_written_kept_and_can_be_undone(desk: Desk) -> None:
    text, before = desk.read(FILE)
    changed = text + "# 改过\n"
    assert desk.save(FILE, changed.replace("\n", "\r\n"), before, "staff:王芳", MORNING) == []
    assert desk.read(FILE)[0] == changed
    (version,) = desk.versions(FILE)
    assert version.actor == "王芳"
    assert desk.version(FILE, version.name) == text
    assert desk.save(FILE, text, mark(changed), "staff:王芳", MORNING) == []
    assert desk.read(FILE)[0] == text


def test_two_who_change_one_file_do_not_overwrite_each_other(desk: Desk) -> None:
    text, before = desk.read(FILE)
    desk.save(FILE, text + "# 一\n", before, "staff:王芳", MORNING)
    with pytest.raises(OrderRefused, match="别的同事"):
        desk.save(FILE, text + "# 二\n", before, "staff:小李", MORNING)


@pytest.mark.parametrize("name", ["../.env", "/etc/passwd", "knowledge/../../x.yaml", "bot/app.py", ""])
def test_no_other_file_is_read_or_written(desk: Desk, name: str) -> None:
    with pytest.raises(OrderRefused):
        desk.read(name)
    with pytest.raises(OrderRefused):
        desk.save(name, "x", "", "staff:王芳", MORNING)
    with pytest.raises(OrderRefused):
        desk.version(FILE, name)


async def test_the_page_checks_and_loses_nothing_that_was_typed(
    office: Office, clerk: httpx.AsyncClient, desk: Desk
) -> None:
    office.parts = dataclasses.replace(office.parts)
    page = await clerk.get(f"/console/content/edit?file={FILE}")
    assert page.status_code == 200
    text, before = desk.read(FILE)
    refused = await post(clerk, "/content/save", file=FILE, mark=before, text="courses: [", check="1")
    assert "courses.yaml:" in refused.text
    assert "courses: [" in refused.text
    assert (ROOT / FILE).read_text(encoding="utf-8") == text
    assert (await clerk.get("/console/content/edit?file=../x")).status_code == 303
