"""What a firm tells of its order in its own words."""

import pytest

from bot.understanding.questions.afterwards_questions import asks_status, asks_who_sees
from bot.understanding.questions.record_questions import fields_asked
from bot.understanding.slots import employer_order, things


@pytest.mark.parametrize(
    ("text", "kind", "need", "people", "due"),
    [
        ("想招两个端菜的，下个月要", "hire", "端菜的", 2, "下个月"),
        ("招个收银员", "hire", "收银员", 1, ""),
        ("不是要办培训，就是招人，保洁员", "hire", "保洁员", None, ""),
        ("能来我们厂教女工急救吗，五一节前", "train", "", None, "五一节前"),
        ("我想找个师傅修锅炉", "hire", "", 1, ""),
    ],
)
def test_order(text: str, kind: str, need: str, people: int | None, due: str) -> None:
    assert (employer_order.kind(text), employer_order.people(text), employer_order.due(text)) == (
        kind,
        people,
        due,
    )
    assert employer_order.need(text) == need or not need


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("想跟人家借把梯子用半天", "梯子"),
        ("谁家有电钻借我", "电钻"),
        ("还缺个打气筒，能借不", "打气筒"),
        ("我要买个锅", ""),
    ],
)
def test_borrowed(text: str, thing: str) -> None:
    assert things.borrowed(text) == thing


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("我的号码邻居看得见吗", True),
        ("你们不是讲只给老师的吗", True),
        ("谁晓得我家地址", True),
        ("我的电话写的是多少", False),
        ("别人看得懂字吗", False),
    ],
)
def test_who_sees(text: str, asked: bool) -> None:
    assert asks_who_sees(text) is asked


@pytest.mark.parametrize("text", ["T0003到哪里了", "那个单子到哪儿了", "我的事办到哪里了"])
def test_how_far_is_no_place(text: str) -> None:
    assert asks_status(text)
    assert not any("place" in slots for slots in fields_asked(text))


def test_a_place_stays_one() -> None:
    assert any("place" in slots for slots in fields_asked("T0003写的是哪里"))
