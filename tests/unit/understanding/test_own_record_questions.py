"""Questions about all that somebody has on record, or that an open form holds; and what only sounds like one."""

import pytest

from bot.understanding.questions.own_record_questions import (
    asks_for_others,
    asks_how_many,
    asks_of_doubles,
    asks_of_own,
    asks_to_see,
    asks_whether_in,
    kinds_named,
)


@pytest.mark.parametrize(
    "text",
    [
        "我名字还在名册上吗",
        "名单里还有我吗",
        "还有没有我的位子",
        "我手上还有几个单子",
        "我名下还有活动没有",
        "我是不是还在队里",
        "我如今算不算学员",
        "我的单子还在不在",
        "我一共订了几样",
        "我还登记过别的没",
        "还有没有别的登记啊",
    ],
)
def test_asks_of_own(text: str) -> None:
    assert asks_of_own(text)


@pytest.mark.parametrize(
    "text",
    [
        "有没有教剪纸的课",
        "我还有什么课可以学",
        "我还想报个班有没有",
        "还有没有别的课",
        "我要报名剪纸",
        "帮我把那条撤了",
        "我报的几点上课",
        "我们队里有多少人",
        "我名字写错了",
    ],
)
def test_asks_of_something_else(text: str) -> None:
    assert not asks_of_own(text)


def test_asks_how_many_or_for_others() -> None:
    assert asks_how_many("我前前后后报了几门")
    assert not asks_how_many("我报了几个人")
    assert asks_for_others("除了这个我还报了别的没有")
    assert not asks_for_others("除了这个还能报别的吗")


@pytest.mark.parametrize(
    "text",
    ["看看有没有重复", "我是不是登了两遍", "会不会报重了", "只留一个就行", "重复的去掉吧", "有没有多挂一条"],
)
def test_asks_of_doubles(text: str) -> None:
    assert asks_of_doubles(text)


@pytest.mark.parametrize("text", ["我要报两个人", "垃圾桶重了搬不动", "一个就行", "留一个给我"])
def test_is_no_double(text: str) -> None:
    assert not asks_of_doubles(text)


@pytest.mark.parametrize(
    "text",
    [
        "我这算登记上了没",
        "报进去没有啊",
        "那我交上去了吗",
        "到底办没办好",
        "名字录进去了没得",
        "现在算订好了吗",
    ],
)
def test_asks_whether_it_is_in(text: str) -> None:
    assert asks_whether_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "给我看看我的资料",
        "念一遍我留的",
        "我刚才说的念给我听听",
        "你都记了些什么",
        "把我填的读一遍",
        "核对一下我写的",
    ],
)
def test_asks_to_see(text: str) -> None:
    assert asks_to_see(text)


@pytest.mark.parametrize(
    "text",
    [
        "路灯没有了",
        "给老人读报",
        "陪我看病",
        "会写字",
        "帮忙填表",
        "教老人看手机",
        "水表查错了",
        "快递发了没人收",
        "报纸没有了",
        "看孩子",
    ],
)
def test_is_an_answer_in_ones_own_words(text: str) -> None:
    assert not asks_whether_in(text)
    assert not asks_to_see(text)


def test_kinds_are_told_by_a_word() -> None:
    assert kinds_named("我名字还在名单上吗") == ()
    assert kinds_named("我还是队员吗") == ("volunteer",)
    assert "listing" in kinds_named("我东西还挂着吗")
