"""Which clauses ask what there is of one's own on record."""

import pytest

from bot.understanding.questions.own_list_questions import asks_for_own_list, kind_listed, only_shows


@pytest.mark.parametrize(
    "clause",
    [
        "我登了些啥你报给我听",
        "阿拉一共挂了几样",
        "我婆婆报的啥活动",
        "我名下的几条逐条念一念",
        "你那边记了我哪些",
        "我还有什么存在你们这里",
        "我这两桩事你都记着了",
        "总共登记了几条",
    ],
)
def test_asks_for_ones_own_in_any_words(clause: str) -> None:
    assert asks_for_own_list(clause)


@pytest.mark.parametrize(
    "clause",
    [
        "我能报啥课",
        "我想登记点啥",
        "我报的啥时候开课",
        "我还有什么要填的吗",
        "我登记了啥都没收到",
        "你们登记了哪些手艺",
        "名下的房子怎么过户",
        "我反映了三次没人理",
        "我有什么东西可以送",
        "把我报的几样都撤了",
    ],
)
def test_plans_and_other_questions_are_left_alone(clause: str) -> None:
    assert not asks_for_own_list(clause)


def test_only_one_kind_is_meant_where_it_is_named() -> None:
    assert kind_listed("我报了哪几门课") == "课"
    assert kind_listed("我报了些啥") == ""


def test_a_wish_to_hear_it_belongs_to_the_question() -> None:
    assert only_shows("从头念一遍")
    assert not only_shows("报名")
