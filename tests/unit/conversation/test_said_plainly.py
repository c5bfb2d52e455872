"""What words say beyond doubt: to hire, to borrow a thing, to have less noise."""

import pytest

from bot.conversation.interpret.clauses.denied import without_denied
from bot.conversation.interpret.clauses.endings import before_given_up
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


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("我要报剪纸 哎算了 过阵子再说", "我要报剪纸"),
        ("能不能顺便学个插花 以后再说吧", "能不能顺便学个插花"),
        ("想把旧冰箱卖了 唉先放着吧 以后再讲", "想把旧冰箱卖了"),
        ("乒乓球队收不收女的 算了当我没问", "乒乓球队收不收女的"),
        ("算了 还是报剪纸吧", ""),
        ("以后再说吧 先问下图书馆几点开", ""),
    ],
)
def test_what_is_put_off_in_the_same_breath(text: str, wish: str) -> None:
    assert before_given_up(text) == wish


def test_a_thing_that_is_denied_is_left_out_where_another_is_named() -> None:
    names = {"老鼠", "蟑螂", "足球场", "乒乓球", "工作服"}

    def named(part: str) -> bool:
        return any(name in part for name in names)

    assert without_denied("老鼠没有的 是蟑螂", named) == "是蟑螂"
    assert without_denied("足球场干嘛 乒乓球啊", named) == "乒乓球啊"
    assert without_denied("工作服我没有 能不能借一件", named) == "工作服我没有 能不能借一件"
