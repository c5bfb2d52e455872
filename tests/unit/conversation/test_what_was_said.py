"""What is written down is what was said: times that suit, parts that are missing, what is to be written besides."""

import pytest

from bot.conversation.interpret.clauses import denied
from bot.conversation.interpret.corrections.also_written import besides
from bot.conversation.interpret.values import times
from bot.conversation.interpret.values.item_details import CONDITION, as_said, flaw, with_detail


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("双休日弗来事要看囡囡，平时夜里可以", "平时晚上"),
        ("我早上在家的，下午要去打工", "早上"),
        ("下午有空，上午要看店", "下午"),
        ("晚上不大方便，中午十二点以后在家", "中午十二点以后"),
        ("周一到周五都要上班，双休日可以", "双休日"),
        ("礼拜二礼拜四下午要打太极，别的日子都行", "都行（除了周二周四下午）"),
        ("平时都可以，就是礼拜三不行", "平时（除了周三）"),
        ("周末都行，周六上午要上课", "周末（除了周六上午）"),
        ("下午老伴在，上午好一点", "上午"),
        ("上午不行，下午三点以后，礼拜天除外", "下午三点以后（除了周日）"),
        ("周一到周五要上班，晚上有空", "晚上"),
        ("要下午，上午没人在家", "下午"),
    ],
)
def test_what_suits_is_told_from_what_does_not(text: str, free: str) -> None:
    assert times.leaves_out(text)
    assert times.free(text) == free


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("明天上午要陪我妈去医院", "明天上午"),
        ("周六要帮忙搬家", "周六"),
        ("周三周五", "周三周五"),
        ("周六下午要学", "周六下午"),
    ],
)
def test_something_to_do_is_no_refusal_by_itself(text: str, free: str) -> None:
    assert not times.leaves_out(text)
    assert times.free(text) == free
    assert not times.only_refused(text)


def test_times_that_only_do_not_suit() -> None:
    assert times.only_refused("晚上没空")
    assert times.only_refused("我早上才没空呢")
    assert not times.only_refused("周三下午才有空")
    assert not times.only_refused("随便")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("不是，是没有蒸架", "没有蒸架"),
        ("充电器寻不着了", "充电器寻不着了"),
        ("少了个遮阳篷", "少了个遮阳篷"),
        ("对的，不带底座", "不带底座"),
        ("没有说明书的", "没有说明书"),
        ("没有问题", ""),
        ("没写颜色", ""),
        ("没事", ""),
        ("没人要", ""),
    ],
)
def test_what_is_missing_keeps_its_negation(text: str, told: str) -> None:
    assert flaw(text) == told


def test_a_remark_on_a_thing_is_the_residents_own() -> None:
    assert as_said("就是小天鹅的，还能洗", "小天鹅") == "小天鹅的，还能洗"
    assert as_said("成色改成九成新", "九成新") == "九成新"
    assert with_detail("风扇（底座）", CONDITION, "没有底座") == "风扇（没有底座）"
    assert with_detail("风扇（30元）", CONDITION, "没有底座") == "风扇（30元）（没有底座）"


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("补锅呢？也加上", "补锅"),
        ("磨刀呢，也给我记上", "磨刀"),
        ("早上有空，晚上要带外孙，还有织毛衣也写上", "织毛衣"),
        ("打字机也会修的，写上去", "修打字机"),
        ("你给写上单人的没靠背呀", "单人的没靠背"),
        ("剃头没写进去啊", "剃头"),
        ("拉胡琴怎么没记上", "拉胡琴"),
        ("我妹妹也要报，写上", ""),
        ("好的，加上", ""),
        ("写上了没", ""),
        ("别写上理发", ""),
        ("价钱没写", ""),
    ],
)
def test_what_is_to_be_written_besides(text: str, thing: str) -> None:
    assert besides(text) == thing


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("不要工作人员，就问问有啥活动", "就问问有啥活动"),
        ("别给我转人工，你说就行", "你说就行"),
        ("不用叫客服", ""),
        ("人工就不用了", ""),
        ("我不是要找人工，我要报名", "我要报名"),
        ("我要人工", "我要人工"),
        ("谢谢，不用叫人来的，你们说说他", "谢谢， ，你们说说他"),
        ("要不要找工作人员", "要不要找工作人员"),
    ],
)
def test_a_person_who_is_not_wanted(text: str, rest: str) -> None:
    assert denied.without_person(text) == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("会电脑，不会修电器", "我会电脑"),
        ("我会补锅，做菜不会", "我会补锅"),
        ("唱歌我不大会，会打快板", "我会打快板"),
        ("我不会用手机，想学", "我不会用手机，想学"),
    ],
)
def test_what_is_not_done_is_left_out(text: str, rest: str) -> None:
    assert denied.able_beside_unable(text).strip() == rest
