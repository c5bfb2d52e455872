"""Who is added to a form or left out of it, and what is wanted only should a class be full."""

import pytest

from bot.conversation.interpret.clauses.if_full import if_full
from bot.conversation.interpret.values.people_added import added, only_own, others_later
from bot.conversation.interpret.values.people_listed import people_listed

KNOWN = frozenset({"陈美娟", "何秀英"})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我叫陈美娟，老公李国平，对门是何秀英", ["陈美娟", "李国平", "何秀英"]),
        ("老公陈大明，我王芳，还有隔壁邻居周萍", ["陈大明", "王芳", "周萍"]),
        ("老公周六上班，女儿高中", []),
    ],
)
def test_people_are_listed_by_who_they_are(text: str, names: list[str]) -> None:
    assert [somebody.name for somebody in people_listed(text)] == names


@pytest.mark.parametrize(
    ("text", "name"), [("漏了我姐姐陈美芳", "陈美芳"), ("再加一个李国平", "李国平"), ("还有婆婆", "")]
)
def test_who_is_added(text: str, name: str) -> None:
    told = added(text, KNOWN)
    assert told is not None
    assert [somebody.name for somebody in told.who] == [name]


@pytest.mark.parametrize("text", ["写错了 陈美娟", "还有什么", "周三呢", "我妹妹电话一样"])
def test_nobody_is_added(text: str) -> None:
    assert added(text, KNOWN) is None


def test_the_others_are_left_out() -> None:
    assert only_own("先报我一个人的", "陈美娟")
    assert others_later("她们两个下次再说")
    assert not only_own("先报周一的", "陈美娟")
    assert not others_later("他们都去")


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("要是没位子了，就换到晚上的", "晚上的"),
        ("如果报不上 就给我安排周日下午", "周日下午"),
        ("万一满了才换", ""),
    ],
)
def test_a_condition_is_told(text: str, other: str) -> None:
    told = if_full(text)
    assert told is not None
    assert told.other == other


@pytest.mark.parametrize("text", ["满了吗", "满了怎么办", "换周六的", "名额满了没有"])
def test_no_condition_is_told(text: str) -> None:
    assert if_full(text) is None
