"""What is to be written besides: without the order to write it, the record that it is for, and the quotes."""

import pytest

from bot.understanding.questions.additions import addition
from bot.understanding.text import own_words


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("茶几那条加上桌角有点毛", "桌角有点毛"),
        ("再加一句『没有说明书』", "没有说明书"),
        ("给T0012加一句，漏得更凶了", "漏得更凶了"),
        ("跟社区补一句，老人腿脚不便", "老人腿脚不便"),
        ("怎么只写三楼，是三楼半，帮我补上", "三楼半"),
        ("水管接头松了，能补上写一下吗", "水管接头松了"),
        ("告诉来修的人 门口停不了车", "门口停不了车"),
        ("能加一下吗", ""),
    ],
)
def test_only_what_is_told_is_added(text: str, more: str) -> None:
    assert addition(text) == more


@pytest.mark.parametrize(
    "text",
    [
        "把“没有说明书”撤掉",
        "“没有说明书”写上了没",
        "我想学写一下毛笔字",
        "我叫“阿宝”，记一下",
        "帮我登记一下",
    ],
)
def test_other_messages_add_nothing(text: str) -> None:
    assert not addition(text)


def test_a_wish_to_be_told_is_no_matter() -> None:
    assert own_words.wants_word("修好了跟我说一声")
    assert own_words.wants_word("办好告诉我一下吧")
    assert not own_words.wants_word("跟我说一声几点来")


def test_who_brings_the_thing() -> None:
    assert own_words.brings_it("锅我自己拎过去")
    assert not own_words.brings_it("你们自己送过来")
