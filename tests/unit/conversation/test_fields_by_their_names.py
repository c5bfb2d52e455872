"""What is to stand in fields that a text calls by their names, and what is left out of a value."""

import pytest

from bot.conversation.carry_out.readings.listening import denies_feeling
from bot.conversation.interpret.values import joined_times
from bot.conversation.interpret.values.item_details import told_anew, with_price_told
from bot.conversation.interpret.values.labelled_values import labelled_values, may_give
from bot.understanding.questions.own_record_questions import kind_of_own
from bot.understanding.slots import employer_order, request_details
from bot.understanding.text.own_words import essence

NAMES = [("工种或培训", "need"), ("时间", "due"), ("人数", "quantity"), ("工种", "need"), ("电话", "phone")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("工种改成电焊工 人数写6个", {"need": "电焊工", "quantity": "6个"}),
        ("不对，时间应该是下个月，电话换成13800000000", {"due": "下个月", "phone": "13800000000"}),
        ("工种咋变了 工种是电焊工了", {"need": "电焊工"}),
        ("人数改成5个 人数改成6个", {"quantity": "6个"}),
        ("人数写的是几个", {}),
        ("时间不是周三", {}),
        ("我是电焊工", {}),
    ],
)
def test_each_field_that_is_named_is_told(text: str, told: dict[str, str]) -> None:
    """Every clause that begins with the name of a field and a word for it."""
    assert labelled_values(text, NAMES) == told


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("不是说了嘛周六下午", "周六下午"),
        ("早就讲过了呀修水龙头", "修水龙头"),
        ("我不是刚说过吗 保洁员", "保洁员"),
        ("已经报了两次没人来", "已经报了两次没人来"),
        ("刚才说了三遍没人修", "刚才说了三遍没人修"),
    ],
)
def test_a_complaint_before_a_value_is_left_out(text: str, matter: str) -> None:
    """How often something was reported belongs to it."""
    assert essence(text) == matter


@pytest.mark.parametrize(
    ("item", "words", "known", "whole"),
    [
        ("美的冰箱", "东西改成 美的冰箱 350元", "冰箱（400元）", "美的冰箱（350元）"),
        ("美的冰箱", "改成美的冰箱", "冰箱（400元）", "美的冰箱（400元）"),
        ("美的冰箱", "改成美的冰箱", "冰箱", "美的冰箱"),
    ],
)
def test_a_price_goes_with_the_thing(item: str, words: str, known: str, whole: str) -> None:
    """The one that is told, else the one that stood there."""
    assert with_price_told(item, words, known) == whole


def test_a_thing_is_told_anew_only_by_its_details() -> None:
    """Words about anything else tell nothing of it."""
    assert told_anew("冰箱（400元）", "350元 冰箱 用了三年") == "冰箱（用了三年）（350元）"
    assert told_anew("冰箱（400元）", "你们几点上班") == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("我现在在哪个队", "volunteer"),
        ("我进的是啥队", "volunteer"),
        ("礼拜一谁打给我", "callback"),
        ("那电话啥时候打来", "callback"),
        ("哪支队修电器", ""),
        ("我想换到哪个队好", ""),
        ("打什么电话能找到你们", ""),
    ],
)
def test_the_kind_of_own_record_asked_for(text: str, kind: str) -> None:
    """A question about teams or numbers in general is none."""
    assert kind_of_own(text) == kind


def test_an_added_time_takes_nothing_from_words_that_hold_more() -> None:
    """「一三五下班以后」 stays as it was said."""
    assert joined_times.refined("一三五下班以后", "周末", adds=True) == "一三五下班以后、周末"
    assert joined_times.refined("周三上午", "周日", adds=True) == "周三上午、周日"


def test_pay_firms_feelings_and_ways() -> None:
    """Small readers, each with words that it must not take."""
    assert employer_order.tells_pay("月薪四千包住")
    assert not employer_order.tells_pay("工资的事再商量")
    assert employer_order.firm("单位改成兴旺服装厂") == "兴旺服装厂"
    assert denies_feeling("我又没难过")
    assert not denies_feeling("心里难过得不得了")
    assert not denies_feeling("哪里难过说不清")
    assert not denies_feeling("不难过是假的")
    assert request_details.asks_of_the_way("同一个微信能收两个号吗")
    assert not request_details.asks_of_the_way("改成微信收行吗")


@pytest.mark.parametrize(
    ("text", "gives"), [("人数改成3个", True), ("台风来了怎么办", False), ("插花课是几点", False)]
)
def test_records_are_read_only_where_a_value_may_be_given(text: str, gives: bool) -> None:
    assert may_give(text) is gives
