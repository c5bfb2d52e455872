"""Wishes for a person of the staff, and questions whether a call is noted."""

import pytest

from bot.conversation.interpret.wishes.call_wishes import asks_if_noted
from bot.conversation.interpret.wishes.person_wishes import person_clauses


@pytest.mark.parametrize(
    "text",
    [
        "人工",
        "算了 人工吧",
        "换个人来跟我讲",
        "水管一直漏，给我找个客服",
        "想跟工作人员说几句",
        "能不能找个真人",
    ],
)
def test_a_person_is_asked_for(text: str) -> None:
    assert person_clauses(text)


@pytest.mark.parametrize(
    "text",
    [
        "不要人工",
        "真人还是机器",
        "招客服吗",
        "叫社区的人来看看下水道",
        "屋里冷清，想跟人说说话",
        "老人要人照顾",
    ],
)
def test_no_person_of_the_staff_is_asked_for(text: str) -> None:
    assert person_clauses(text) == ()


@pytest.mark.parametrize(
    "text", ["回电登记好了吗", "有没有给我登记回电", "约的电话记上了伐", "打电话给我的事写上没有"]
)
def test_it_is_asked_whether_a_call_is_noted(text: str) -> None:
    assert asks_if_noted(text)


@pytest.mark.parametrize("text", ["给我打电话", "电话记下了吗", "帮我约个回电", "报名登记了没有"])
def test_nothing_is_asked_of_a_call(text: str) -> None:
    assert not asks_if_noted(text)
