"""A yes, a choice or a change with another matter in the same message."""

import pytest

from bot.conversation.interpret.clauses.change_and_look import change_and_look
from bot.conversation.interpret.clauses.consent_head import consent_head, whole_consent
from bot.conversation.interpret.wishes.several_matters import matters


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("对 改好它 咱小区晚上几点锁大门", "咱小区晚上几点锁大门"),
        ("没错登上去吧我妈还想学包布", "我妈还想学包布"),
        ("好的就这样写那个活动是哪一天呀", "那个活动是哪一天呀"),
        ("帮我问问吧 顺便给我报上", "顺便给我报上"),
        ("转吧 另外户口去哪迁", "另外户口去哪迁"),
        ("对了。他要带什么", "他要带什么"),
    ],
)
def test_what_follows_the_words_that_agree(text: str, rest: str) -> None:
    head = consent_head(text)
    assert head is not None
    assert head.parted
    assert head.rest == rest


@pytest.mark.parametrize(
    "text",
    [
        "对面楼道灯坏了",
        "好像不对",
        "对了 他要带什么",
        "报个剪纸",
        "改成周二",
        "是我妈去",
        "记一下我家水管坏了",
    ],
)
def test_what_agrees_to_nothing(text: str) -> None:
    assert consent_head(text) is None


@pytest.mark.parametrize(
    ("text", "agrees"),
    [
        ("好的，删掉。辛苦了，真不好意思", True),
        ("对 退掉 让你们费心了", True),
        ("对了", False),
        ("谢谢你们", False),
        ("对，不过名字错了", False),
    ],
)
def test_courtesy_beside_a_yes(text: str, agrees: bool) -> None:
    assert (whole_consent(text) is not None) is agrees


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "地方不对吧，是门口边上的健身角。我登记的念给我听听",
            ("地方不对吧，是门口边上的健身角。", "我登记的念给我听听"),
        ),
        ("电话改成13912345678，有人接单了没", ("电话改成13912345678，", "有人接单了没")),
        ("时间改到后天下午，行吗", ("", "")),
        ("单子改好了没有", ("", "")),
    ],
)
def test_a_change_and_a_look(text: str, parts: tuple[str, str]) -> None:
    assert change_and_look(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("水龙头滴水 再问下图书馆周一开不开", ("水龙头滴水", "图书馆周一开不开")),
        ("我想报剪纸 顺便问下合唱团在哪里唱", ("我想报剪纸", "合唱团在哪里唱")),
        ("要几天修好 另外我妈想学剪纸 什么时候有课", ("要几天修好", "我妈想学剪纸 什么时候有课")),
        ("怎么登记 要不要钱 暑假开不开", ("怎么登记", "要不要钱", "暑假开不开")),
        ("还有没有位子 还有 我能带小孩不", ("还有没有位子", "我能带小孩不")),
    ],
)
def test_parts_of_several_matters(text: str, parts: tuple[str, ...]) -> None:
    assert matters(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "报茶艺 还有我姐姐",
        "请问一下，图书馆几点开，谢谢",
        "能不能帮我换个灯泡，好吗",
        "还有没有位子",
        "问" * 200,
    ],
)
def test_one_matter_is_not_parted(text: str) -> None:
    assert matters(text) == ()
