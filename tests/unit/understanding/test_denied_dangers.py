"""What a message denies is no danger; what it asks, fears or affirms with a negation is one still."""

import pytest

from bot.content.snapshot import Content
from bot.understanding.danger_signs.denied_dangers import DeniedDangers


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("没着火 是电梯停了", "是电梯停了"),
        ("不是火 是煤气", "是煤气"),
        ("没人触电 就是跳闸了", "就是跳闸了"),
        ("不是不想活 是掉河里了", "是掉河里了"),
        ("不是昏过去 是那个味道", "是那个味道"),
        ("没有人晕倒", ""),
        ("没有人骗我 我问医保卡", "我问医保卡"),
        ("我没有被骗 想学越剧", "我  想学越剧"),
        ("谁骗我了 我就想充值", "我就想充值"),
    ],
)
def test_a_danger_that_is_denied_is_taken_out(content: Content, text: str, rest: str) -> None:
    assert DeniedDangers(content.alarms).without(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "是不是着火了",
        "有没有人触电",
        "怕不是中风了",
        "这不是着火了吗",
        "不是触电就是中风",
        "要不是触电他怎么会倒",
        "还没着火 但是冒烟了",
        "他没反应 没呼吸了",
        "没人报警 快来",
        "会不会爆炸",
        "不晓得谁骗我的钱",
        "有没有被骗我不清楚",
    ],
)
def test_what_is_asked_feared_or_affirmed_stays(content: Content, text: str) -> None:
    assert DeniedDangers(content.alarms).without(text) == text
