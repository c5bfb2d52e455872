"""Words that a danger needs beside its tune."""

import pytest

from bot.content.danger_files import DangerSentences
from bot.understanding.danger_signs.danger import DangerSigns
from bot.understanding.danger_signs.danger_words import DangerWords

FILE = DangerSentences(
    owner="应急岗",
    danger="suicide",
    now=("药在手上",),
    never=("药放哪里",),
    evidence=("没意思", "托给"),
    plan=(("药", "绳子"), ("都吃", "挂好"), ("今夜", "等下")),
)
EVIDENCE = DangerWords([FILE])


@pytest.mark.parametrize(
    ("text", "told"), [("日子没 意思", True), ("猫托给楼下了", True), ("我已经存过了呀", False)]
)
def test_a_word_of_it_is_needed(text: str, told: bool) -> None:
    """Spaces between the letters of a word do not matter."""
    assert EVIDENCE.allows("suicide", text) is told


def test_other_dangers_need_none() -> None:
    """Whose file names no words."""
    assert EVIDENCE.allows("fire", "我已经存过了呀")
    assert not EVIDENCE.tells_plan("fire", "药今夜都吃了")


@pytest.mark.parametrize(
    ("text", "plan"),
    [("药今夜就都吃了", True), ("绳子挂好了 等下就去", True), ("药都吃了", False), ("今夜吃药", False)],
)
def test_a_plan_has_means_deed_and_time(text: str, plan: bool) -> None:
    """Two of the three are none."""
    assert EVIDENCE.tells_plan("suicide", text) is plan


SWINDLE = DangerWords(
    [
        DangerSentences(
            owner="应急岗",
            danger="scam",
            now=("钱转走了",),
            never=("反诈课几号",),
            plan=(("警察", "民警"), ("让我别告诉", "叫我瞒"), ("洗钱", "安全账户")),
        )
    ]
)


@pytest.mark.parametrize(
    ("text", "signs", "card"),
    [
        ("民警叫我瞒着家里 说我洗钱", DangerSigns((), now=False, not_now=False), "scam"),
        ("民警叫我瞒着家里 说我洗钱", DangerSigns((), now=False, not_now=True), ""),
        ("民警来讲洗钱是怎么骗人的", DangerSigns((), now=False, not_now=False), ""),
    ],
)
def test_a_whole_plan_is_heard_by_itself(text: str, signs: DangerSigns, card: str) -> None:
    """However harmless it sounds, but for what was another time."""
    assert SWINDLE.planned(text, signs) == card


def test_a_plan_of_despair_is_not_heard_by_words_alone() -> None:
    """Its words are said of medicines too."""
    assert EVIDENCE.planned("药今夜就都吃了", DangerSigns((), now=False, not_now=False)) == ""
