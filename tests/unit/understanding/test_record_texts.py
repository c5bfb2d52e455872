"""What is asked of, added to and told of something on record, read from words alone."""

import pytest

from bot.understanding.questions.additions import addition, more_people, urges
from bot.understanding.questions.record_questions import (
    asks_for_all,
    asks_whether_ended,
    fields_asked,
    is_bare,
    is_to_change,
    keeps,
    numbers_named,
    points_at_record,
    spared,
)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("忘了说是四楼到五楼那段", "四楼到五楼那段"),
        ("再补充：晃的时候有响声", "晃的时候有响声"),
        ("颜色是白的 也写进去", "颜色是白的"),
        ("洗衣机是滚筒的 备注一下", "洗衣机是滚筒的"),
        ("能不能让他上午来", "上午来"),
        ("跟师傅说一声 楼下门铃坏了", "楼下门铃坏了"),
        ("你看看单子上写了没写屋顶漏水呀，这个很要紧，加进去", "屋顶漏水"),
        ("借梯子那个，再补一句三米长的", "三米长的"),
        ("报路灯那条，加一句晚上没人敢走", "晚上没人敢走"),
        ("狗叫的事再补充一下，半夜两点最响，顶要紧的", "狗叫的事，半夜两点最响"),
        ("能不能补一句", ""),
        ("投诉单补充!", ""),
        ("忘了几点上课了", None),
        ("我没说不要", None),
        ("我想补办社保卡", None),
        ("写上去了没", None),
        ("叫他几点来", None),
        ("我想请师傅上门来", None),
    ],
)
def test_additions(text: str, more: str | None) -> None:
    assert addition(text) == more


def test_more_people_and_haste() -> None:
    texts = ("再加一个 我孙女也去", "再带两个人", "我也去", "老师也来")
    assert [more_people(text) for text in texts] == [1, 2, 0, 0]
    assert all(map(urges, ("帮我催一催", "请师傅快点来")))
    assert not urges("几点来")


@pytest.mark.parametrize("text", ["电话你记的是几号", "名字写对了没", "我报了几个人来着", "地址没写错吧"])
def test_points_at_what_was_written_down(text: str) -> None:
    assert points_at_record(text)
    assert fields_asked(text)


@pytest.mark.parametrize("text", ["给我念一遍", "你都记了些啥", "给我看看登记的", "登记的是什么"])
def test_asks_for_all(text: str) -> None:
    assert asks_for_all(text)


def test_a_bare_question_names_nothing_else() -> None:
    title = "剪纸周六上午班（戴水仙）"
    assert all(is_bare(text, title) for text in ("几点下课", "在哪里上的", "剪纸几点开始", "要带点啥"))
    assert not any(is_bare(text, title) for text in ("图书馆几点开门", "垃圾什么时候收", "明天要带伞吗"))


def test_what_stays_and_what_is_off() -> None:
    stays = ("先别改", "我可没说不要啊", "别取消啊", "现在先不改")
    assert all(map(keeps, stays))
    assert not any(map(keeps, ("退掉那个 我的留着", "不要了", "不改了 撤掉", "台灯不送了 书桌留着")))
    assert spared("台灯不送了 书桌留着") == "书桌"
    assert all(map(asks_whether_ended, ("那个撤掉了没有", "退了没", "取消成功了吗")))


def test_changes_and_numbers() -> None:
    assert all(map(is_to_change, ("电话换了", "我电话改一下", "怎么改地址")))
    assert not any(map(is_to_change, ("电话改成138", "名字写错了", "换了个师傅")))
    assert numbers_named("T0005怎样了") == ("5",)
    assert numbers_named("3号那单呢") == ("3",)
    assert numbers_named("3号楼在哪里") == ()
