"""What words say beyond doubt: to hire, to borrow a thing, to have less noise."""

import pytest

from bot.conversation.interpret.wishes.said_plainly import borrows_thing, complains_of_noise, hires


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("我店里想招个传菜的", True),
        ("我是老板，要招三个装卸工", True),
        ("不找工作，是我们厂要招人", True),
        ("帮我们公司招两名保安", True),
        ("你们还招人吗", False),
        ("哪家店在招洗碗的", False),
        ("我去应聘，他们厂里要招两个人", False),
        ("我想打招呼", False),
        ("社区要招两个志愿者，我想报名", False),
    ],
)
def test_hires(text: str, meant: bool) -> None:
    assert hires(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("跟隔壁借个打气筒", True),
        ("谁家有电钻借我用用", True),
        ("能不能借把长梯子", True),
        ("能不能借个教室开会", False),
        ("问问邻居借本书", False),
        ("我想借钱", False),
    ],
)
def test_borrows_thing(text: str, meant: bool) -> None:
    assert borrows_thing(text) is meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("那帮跳舞的音响太响了", True),
        ("唱戏的吵得人睡不着", True),
        ("天天放到半夜", True),
        ("我想跟他们去跳，会不会吵", False),
        ("舞蹈队几点活动", False),
    ],
)
def test_complains_of_noise(text: str, meant: bool) -> None:
    assert complains_of_noise(text) is meant
