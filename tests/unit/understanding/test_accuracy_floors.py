"""Least figures of understanding, on the staff's sentences, and on the shared sets where they are available.

The floors stand just under what was reached; ARCHITECTURE.md has the figures.
"""

import random
from pathlib import Path

import pytest
import yaml

from bot.services import LABELS
from bot.understanding.evaluation.evaluate import LabelledRow, evaluate, read_rows
from bot.understanding.evaluation.evaluation_report import Report
from bot.understanding.evaluation.heatmap import page
from bot.understanding.pipeline import Understanding
from bot.understanding.text.homophones import with_homophone_error

ROOT = Path(__file__).parent.parent.parent.parent
SHARED = ROOT.parent / "shared"


def staff_rows() -> list[LabelledRow]:
    return [
        LabelledRow(row["say"], label, row.get("slots"))
        for file in sorted((ROOT / "tests" / "utterances").glob("*.yaml"))
        for label, group in yaml.safe_load(file.read_text(encoding="utf-8")).items()
        for row in group
    ]


@pytest.fixture(scope="module")
def staff(understanding: Understanding) -> Report:
    return evaluate(understanding, staff_rows())


def test_the_staffs_sentences(staff: Report) -> None:
    assert staff.accuracy >= 0.955
    assert staff.in_first_three >= 0.99
    assert staff.outright_right >= 0.98
    assert staff.calibration_error <= 0.03
    assert staff.emergency.recall >= 0.95
    assert staff.danger.certain + staff.danger.asked == pytest.approx(1)
    assert staff.emergency.precision >= 0.97
    assert staff.slots.precision >= 0.95
    assert staff.slots.recall >= 0.93


def test_the_shared_sets(understanding: Understanding) -> None:
    files = [SHARED / "dev-utterances.jsonl", SHARED / "dev-out-of-scope.jsonl"]
    if not all(file.is_file() for file in files):
        pytest.skip("the shared sets are not here")
    rows = [row for file in files for row in read_rows(file.read_text(encoding="utf-8"), file.name, LABELS)]
    report = evaluate(understanding, rows)
    assert report.accuracy >= 0.937
    assert report.outright_right >= 0.955
    assert report.slots.precision >= 0.78
    assert report.slots.recall >= 0.88
    assert report.in_first_three >= 0.99
    assert report.emergency.recall >= 0.93
    assert report.danger.certain + report.danger.asked == pytest.approx(1)
    assert report.emergency.precision >= 0.97
    assert report.calibration_error <= 0.03
    assert report.turned_away <= 0.01
    assert report.out_of_scope_answered <= 0.03


def test_a_same_sound_error_in_every_sentence_costs_little(
    understanding: Understanding, staff: Report
) -> None:
    dice = random.Random(7)
    rows = [LabelledRow(with_homophone_error(row.text, dice), row.intent) for row in staff_rows()]
    assert staff.accuracy - evaluate(understanding, rows).accuracy <= 0.04


def test_the_page_shows_labels_and_keeps_text_text(staff: Report) -> None:
    shown = page(staff)
    assert "training.enrol" in shown
    assert "<script" not in shown
