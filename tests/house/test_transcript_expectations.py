"""Expectations in transcripts have three characters at least: a shorter substring stands in almost any reply."""

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent.parent / "transcripts"
SHORTEST = 3


def _turns() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{file.relative_to(FOLDER)}, turn {number}", turn)
        for file in sorted(FOLDER.rglob("*.yaml"))
        for number, turn in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))["turns"], 1)
        if "user" in turn
    ]


def test_every_expectation_has_three_characters() -> None:
    short = [
        f"{where}: {words!r}"
        for where, turn in _turns()
        for words in turn["bot"]
        if len(str(words).strip()) < SHORTEST
    ]
    assert short == []


def test_only_a_turn_without_reply_expects_nothing() -> None:
    silent = [where for where, turn in _turns() if not turn["bot"] and turn.get("replies", 1) != 0]
    assert silent == []


def test_nothing_forbids_the_empty_text() -> None:
    assert [
        where for where, turn in _turns() for words in turn.get("not", ()) if not str(words).strip()
    ] == []
