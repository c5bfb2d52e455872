"""Outdated content is reported with file and line and withheld from residents, but does not fail the check."""

from datetime import date

from bot.content.shared.questions import QUESTIONS
from tests.unit.content.faulty_content import Planted

VENUES, EVENTS, TIPS = "knowledge/venues.yaml", "knowledge/events.yaml", "knowledge/tips/gas.yaml"


def test_the_content_itself_is_fresh(planted: Planted) -> None:
    assert planted.outdated() == []
    assert planted.stale() == []


def test_ended_validity_is_told_and_is_no_failure(planted: Planted) -> None:
    planted.put(VENUES, "  - id: library\n", "  - id: library\n    valid_until: 2026-11-23\n")
    line = planted.line(VENUES, "valid_until")
    assert planted.outdated() == [
        f"{VENUES}:{line}: 有效期到 2026-11-23，已经过了：居民现在只看到「这条怕旧了」"
    ]
    assert planted.problems() == []


def test_the_last_day_still_holds(planted: Planted) -> None:
    planted.put(VENUES, "  - id: library\n", "  - id: library\n    valid_until: 2026-11-24\n")
    assert planted.outdated() == []
    assert len(planted.stale()) == 1
    assert "还有 0 天" in planted.stale()[0]


def test_a_missed_review_names_its_owner(planted: Planted) -> None:
    planted.put(TIPS, "review_by: 2027-09-30", "review_by: 2026-11-01")
    assert planted.outdated() == [f"{TIPS}:2: 复核期限 2026-11-01 已过，请「社区应急岗」核实"]


def test_a_review_that_falls_due_is_listed_thirty_days_before(planted: Planted) -> None:
    planted.put(TIPS, "review_by: 2027-09-30", "review_by: 2026-12-20")
    assert planted.outdated() == []
    assert len(planted.stale()) == 1
    assert planted.stale(date(2026, 11, 1)) == []


def test_dates_gone_by_are_told(planted: Planted) -> None:
    planted.put(EVENTS, "    when: 每年正月十五前后\n", "    when: 每年正月十五前后\n    date: 2026-03-03\n")
    courses = "knowledge/courses.yaml"
    text = (planted.folder / courses).read_text(encoding="utf-8")
    anchor = next(line for line in text.splitlines() if "anchor:" in line)
    planted.put(courses, anchor, anchor[: anchor.index("starts:")] + "starts: {date: 2026-11-07}")
    told = planted.outdated()
    assert any(line.startswith(f"{EVENTS}:") and "2026-03-03 已经过了" in line for line in told)
    assert any(line.startswith(f"{courses}:") and "2026-11-07 已经过了" in line for line in told)


def test_an_occasion_that_runs_out_of_dates_is_told(planted: Planted) -> None:
    told = planted.outdated(date(2030, 7, 1))
    assert any("calendar.yaml" in line and "2030-02-17" in line for line in told)


def test_an_entry_does_not_outlive_its_file(planted: Planted) -> None:
    planted.put("knowledge/faq/safety.yaml", "sample: true", "sample: true\nvalid_until: 2026-01-31")
    planted.put(
        "knowledge/faq/safety.yaml",
        "  - id: safety-bait\n",
        "  - id: safety-bait\n    valid_until: 2027-01-31\n",
    )
    content = planted.loaded().content
    assert content is not None
    asked = [question for question in content.part(QUESTIONS).all if question.id.startswith("safety-")]
    assert asked
    assert not any(question.holds(date(2026, 2, 1)) for question in asked)
    assert all(question.holds(date(2026, 1, 31)) for question in asked)
    assert all(
        question.holds(date(2026, 2, 1))
        for question in content.part(QUESTIONS).all
        if not question.id.startswith("safety-")
    )
