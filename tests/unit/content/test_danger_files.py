"""`intents/danger/`: a sentence is said in danger, or it is not."""

import pytest

from tests.unit.content.faulty_content import Planted

FIRE = "intents/danger/fire.yaml"


@pytest.mark.parametrize(
    ("old", "new", "at", "fault"),
    [
        ("  - 火锅店在哪条街上\n", "  - 床单 着了床单着了\n", "床单 着了", "又算正在发生的，又算不是危险的"),
        ("  - 火龙果是哪个桶\n", "  - 火锅店在哪条街上\n", "火锅店在哪条街上", "写了两次"),
        ("never:\n", "nevr:\n", "nevr", "nevr"),
    ],
)
def test_a_faulty_file_is_told(planted: Planted, old: str, new: str, at: str, fault: str) -> None:
    planted.put(FIRE, old, new)
    problems = planted.problems()
    line = planted.line(FIRE, at, last=True)
    assert any(problem.startswith(f"{FIRE}:{line}:") and fault in problem for problem in problems), problems
