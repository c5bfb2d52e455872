"""What stands beside a place, a choice or the word for being anonymous, and what is none of it."""

import pytest

from bot.understanding.slots import anonymity, choice, place, place_put_right
from bot.understanding.text import own_words

_BANKS = ("爱心银行：陪老人", "学习银行：教孩子", "服务银行：修东西", "快乐银行：唱歌")


@pytest.mark.parametrize(
    ("told", "bare"),
    [
        ("桥头那个我要投诉", "桥头"),
        ("南湖那边 兴盛大院2栋 我问的工资", "南湖那边 兴盛大院2栋"),
        ("5幢门口 总算听懂了", "5幢门口"),
        ("菜场后门那里 一下雨就积水", "菜场后门那里 一下雨就积水"),
        ("老年活动室", "老年活动室"),
    ],
)
def test_place_without_what_is_none(told: str, bare: str) -> None:
    assert place_put_right.bare_place(told) == bare


def test_house_keeps_its_estate() -> None:
    assert place.with_estate("地址少了 兴盛大院2栋407 在南湖", "2栋407") == "兴盛大院2栋407（在南湖）"
    assert place.with_estate("来修灯5幢302", "5幢302") == "5幢302"
    assert place.named_estate("你得写兴盛大院") == "兴盛大院"
    assert place.named_estate("你得写灯坏了") == ""


@pytest.mark.parametrize(
    ("text", "at"),
    [("帮忙做作业 应该算2吧", 1), ("不是爱心是学习的那个", 1), ("第三类", 2), ("我要两个人", None)],
)
def test_choice_in_a_sentence(text: str, at: int | None) -> None:
    assert choice.in_sentence(text, _BANKS) == at


def test_question_what_anonymous_means() -> None:
    assert anonymity.told("啥叫匿名啊") == ""
    assert anonymity.asks_meaning("什么叫匿名呀")
    assert anonymity.told_when_asked("啥叫匿名啊 我女儿手机 就告诉我好了") == anonymity.NO
    assert anonymity.told_when_asked("匿名") == anonymity.YES


def test_reactions() -> None:
    assert own_words.reacts("好嘛终于懂了")
    assert own_words.reacts("多念一个了")
    assert not own_words.reacts("楼道里终于没水了还漏")
    assert not own_words.reacts("路灯坏了")
