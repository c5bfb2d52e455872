"""The content of small talk is checked: kinds, fields, what is suggested, words that mean one thing."""

import pytest

from tests.unit.content.faulty_content import Planted

TALK, WORDS = "knowledge/small_talk.yaml", "knowledge/words.yaml"
FAULTS = [
    (TALK, "  - id: praise\n", "  - id: prays\n", "缺少「praise」的说法"),
    (TALK, "  - id: praise\n", "  - id: prays\n", "程序里没有用到「prays」"),
    (TALK, "我是{bot}，有事", "我是{name}，有事", "「{name}」填不出来"),
    (TALK, "不客气，能帮上您就好", "不客气，{hello}，能帮上您就好", "「{hello}」填不出来"),
    (TALK, "您过奖了", "您过{奖了", "花括号没有配对"),
    (TALK, "about: 合唱团", "about: 大合唱社", "社区里没有「大合唱社」"),
    (TALK, "of: [sad, afraid]", "of: [sad, afread]", "没有「afread」这一类话"),
    (TALK, "      - 不碍事，我们接着说就好。\n", "", "「say」至少要有 6 条"),
    (WORDS, "name: 班次", "name: 候补", "「候补」也是「候补」的叫法"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "problem"), FAULTS)
def test_each_fault_is_named(planted: Planted, file: str, old: str, new: str, problem: str) -> None:
    planted.put(file, old, new)
    problems = planted.problems()
    assert any(problem in line and file in line for line in problems), problems
