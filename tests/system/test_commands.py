"""The commands: their output, and their exit status when they are used wrongly."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.models import lay_models
from tests.system.process import ROOT


def run(
    folder: Path, *arguments: str, given: str = "", **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run a command with its data in the folder."""
    lay_models(folder / "cache")
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(folder)} | environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["serve", "--nope"],
        ["export"],
        ["export", "nonsense"],
        ["export", "enrolments", "--format", "pdf"],
        ["evaluate"],
        ["evaluate", "/no/such/file"],
        ["understand", "/no/such/file"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_one_line_and_status_2(tmp_path: Path, arguments: list[str]) -> None:
    done = run(tmp_path, *arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_a_setting_that_cannot_be_used_is_one_line(tmp_path: Path) -> None:
    done = run(tmp_path, "export", "enrolments", PORT="abc")
    assert done.returncode == 2
    assert done.stderr.startswith("PORT: ")
    assert len(done.stderr.splitlines()) == 1


def test_understand_has_the_shape_that_other_tools_read(tmp_path: Path) -> None:
    done = run(tmp_path, "understand", given='{"text": "给我妈报家政，电话138 1234 5678"}\n')
    assert done.returncode == 0, done.stderr
    row = json.loads(done.stdout)
    assert set(row) == {"text", "intent", "confidence", "slots", "alternatives", "segments"}
    assert row["intent"] == "training.enrol"
    assert row["slots"]["phone"] == "13812345678"
    assert 0 <= row["confidence"] <= 1
    assert all(set(other) == {"intent", "confidence"} for other in row["alternatives"])
    assert "家政" in row["segments"]


def test_understand_names_the_line_that_is_wrong(tmp_path: Path) -> None:
    done = run(tmp_path, "understand", given='{"text": "你好"}\n[1]\n')
    assert done.returncode == 2
    assert done.stderr.startswith("line 2")


def test_evaluate_tells_figures_and_holds_a_floor(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(
        '{"text": "你好", "intent": "dialog.greet"}\n{"text": "我家着火了", "intent": "disaster.emergency"}\n'
    )
    done = run(tmp_path, "evaluate", str(file), "--json", "--min-accuracy", "1")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["accuracy"] == 1
    assert figures["emergency"]["recall"] == 1
    file.write_text('{"text": "你好", "intent": "dialog.bye"}\n')
    assert run(tmp_path, "evaluate", str(file), "--min-accuracy", "1").returncode == 1


def test_chat_answers_and_records_a_transcript(tmp_path: Path) -> None:
    record = tmp_path / "talk.yaml"
    done = run(tmp_path, "chat", "--record", str(record), given="台风来了怎么办\n")
    assert done.returncode == 0, done.stderr
    assert "台风" in done.stdout
    assert "台风来了怎么办" in record.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_export_of_nothing_is_an_empty_table(tmp_path: Path, form: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "export", "enrolments", "--format", form],
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(tmp_path)},
        capture_output=True,
        check=True,
    )
    assert done.stdout.startswith({"json": b"[]", "csv": b"\xef\xbb\xbfid,user", "xlsx": b"PK"}[form])


def test_what_is_out_of_date_is_listed_and_is_no_failure(tmp_path: Path) -> None:
    import shutil

    for folder in ("intents", "knowledge"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    venues = tmp_path / "knowledge" / "venues.yaml"
    text = venues.read_text(encoding="utf-8")
    text = text.replace("  - id: library\n", "  - id: library\n    valid_until: 2020-01-31\n")
    venues.write_text(text, encoding="utf-8")
    line = text.splitlines().index("    valid_until: 2020-01-31") + 1
    listed = run(tmp_path / "data", "check", "--stale", CONTENT_DIR=str(tmp_path))
    assert listed.returncode == 0
    assert f"knowledge/venues.yaml:{line}: 有效期到 2020-01-31" in listed.stdout
    checked = run(tmp_path / "data", "check", CONTENT_DIR=str(tmp_path))
    assert checked.returncode == 0
    assert f"提醒 knowledge/venues.yaml:{line}: " in checked.stderr


def test_check_names_file_and_line(tmp_path: Path) -> None:
    import shutil

    for folder in ("intents", "knowledge"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    assert run(tmp_path / "data", "check", CONTENT_DIR=str(tmp_path)).returncode == 0
    courses = tmp_path / "knowledge" / "courses.yaml"
    text = courses.read_text(encoding="utf-8")
    line = text.splitlines().index("    fee: 免费（样例）") + 1
    courses.write_text(text.replace("    fee: ", "    fe: ", 1), encoding="utf-8")
    dialog = tmp_path / "intents" / "replies" / "dialog.yaml"
    dialog.write_text(dialog.read_text(encoding="utf-8").replace("{bot}", "{bott}", 1), encoding="utf-8")
    done = run(tmp_path / "data", "check", CONTENT_DIR=str(tmp_path))
    assert done.returncode == 1
    assert f"knowledge/courses.yaml:{line}: 不认识的字段「fe」" in done.stderr
    assert "intents/replies/dialog.yaml:" in done.stderr
    assert "{bott}" in done.stderr
