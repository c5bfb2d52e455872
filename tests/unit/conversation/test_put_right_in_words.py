"""What is put right by the wrong words, in one breath, or by a few words for many days."""

import pytest

from bot.conversation.interpret.corrections import said_otherwise
from bot.conversation.interpret.corrections.words_put_right import other_words
from bot.conversation.interpret.values import times
from bot.understanding.slots import place_put_right
from bot.understanding.text import edited_words
from bot.understanding.text.own_words import essence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("不是东门，应该是西门", [("东门", "西门")]),
        ("三楼写错了，是四楼", [("三楼", "四楼")]),
        ("是水表井，不是窨井", [("窨井", "水表井")]),
        ("你写成402了，其实是502呀", [("402", "502")]),
        ("把北门改成南门", [("北门", "南门")]),
        ("不是北门是南门，三楼不对，是四楼", [("北门", "南门"), ("三楼", "四楼")]),
        ("时间不是周三", []),
        ("是不是写错了", []),
    ],
)
def test_wrong_and_right_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert said_otherwise.pairs(text) == expected


@pytest.mark.parametrize(
    ("held", "wrong", "right", "expected"),
    [
        ("6幢东门口", "东门", "西门", "6幢西门口"),
        ("12幢302", "302", "203", "12幢203"),
        ("112幢", "12幢", "13幢", ""),
        ("东门到东门", "东门", "西门", ""),
        ("后门", "东门", "西门", ""),
    ],
)
def test_words_are_put_in_the_place_of_others(held: str, wrong: str, right: str, expected: str) -> None:
    assert said_otherwise.with_right(held, wrong, right) == expected


@pytest.mark.parametrize(
    ("text", "slots", "expected"),
    [
        ("不是二单元是三单元", {"place": "9幢2单元门口", "detail": "灯坏"}, {"place": "9幢3单元门口"}),
        ("地址填错了，是9幢301", {"address": "8幢301"}, {"address": "9幢301"}),
        ("是不是写成二单元了", {"place": "9幢2单元门口"}, {}),
        ("名字不要写了", {"place": "9幢", "anonymous": "named"}, {"anonymous": "anonymous"}),
        ("不是二单元是三单元", {"place": "9幢门口"}, {}),
    ],
)
def test_the_slot_that_holds_the_wrong_words_changes(
    text: str, slots: dict[str, str], expected: dict[str, str]
) -> None:
    assert other_words(text, slots) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("礼拜二上午，呃不对，礼拜三上午", "周三上午"),
        ("明天上午，说错了，下午", "明天下午"),
        ("周一、周二，不对，周一、周四", "周一、周四"),
        ("明天下午 不对明天要上班", ""),
        ("周三，不是周四", "周三"),
        ("周三下午不对劲就周三下午", "周三下午"),
        ("二四六晚上有空", "周二周四周六晚上"),
        ("十六日上午", "上午"),
        ("礼拜五一整天", "周五全天"),
        ("周六是整天，周日才是上午", "周六全天、周日上午"),
        ("楼上整天吵", ""),
    ],
)
def test_the_time_that_holds(text: str, expected: str) -> None:
    assert times.free(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("位置登错了是8幢南门", "8幢南门"),
        ("你写错了，地方是8幢南门", "8幢南门"),
        ("地址搞反了，应该是8幢302", "8幢302"),
    ],
)
def test_the_place_without_the_words_for_the_slip(text: str, expected: str) -> None:
    assert place_put_right.labelled(text)
    assert place_put_right.instead(text, "3幢") == expected


def test_no_place_is_put_right_by_a_word_for_one() -> None:
    assert not place_put_right.labelled("地点在哪里写的")


@pytest.mark.parametrize(
    ("named", "loosely", "expected"),
    [
        ("长椅那个不要了", False, "路灯坏了；补充：台阶松了"),
        ("椅子不用报了", True, "路灯坏了；补充：台阶松了"),
        ("路灯那个不要了", False, ""),
        ("井盖那个不要了", False, ""),
    ],
)
def test_only_the_addition_goes(named: str, loosely: bool, expected: str) -> None:
    held = "路灯坏了；补充：台阶松了；补充：长椅断了"
    assert edited_words.without_added(held, named, loosely=loosely) == expected


def test_nothing_empty_is_left() -> None:
    assert edited_words.without("路灯坏了；补充：台阶松了", "只去掉台阶那句") == "路灯坏了"


@pytest.mark.parametrize("text", ["水龙头漏了你们那个师傅能不能来", "锁坏了社区那位大爷会不会修"])
def test_a_sentence_is_not_cut_in_its_middle(text: str) -> None:
    assert essence(text) == text
