"""Questions about what one once did, how one's own matter stands, what work pays, and wishes to be reminded."""

import pytest

from bot.understanding.questions.afterwards_questions import own_matter_named, status_of_own
from bot.understanding.questions.aspects import Aspect, asked_in_order, asks_for_work, asks_wage
from bot.understanding.questions.own_list_questions import asks_of_the_past, kinds_of_the_past
from bot.understanding.questions.record_questions import fields_asked
from bot.understanding.questions.small_questions import reminder_wished


@pytest.mark.parametrize(
    "text",
    [
        "上个月我是不是请过人来修门",
        "我记不清了 好像报过一个班",
        "你查查我以前登记过没有",
        "老早有没有托你们办过事体",
        "我好像提过要修路灯 看看有没有",
    ],
)
def test_what_one_once_did(text: str) -> None:
    assert asks_of_the_past(text)


@pytest.mark.parametrize(
    "text",
    [
        "我以前报过书法 这次想报国画",
        "隔壁老王以前报过书法 好伐",
        "从前请人修过水管 现在又漏了 叫个人来",
        "有没有人报过这个班",
        "老师讲过要带笔伐",
        "以前报过的还能报伐",
        "你有没有叫过外卖",
        "我讲过了呀 十二幢",
    ],
)
def test_no_search_for_what_one_once_did(text: str) -> None:
    assert not asks_of_the_past(text)


def test_kinds_of_the_past() -> None:
    assert "talent_request" in kinds_of_the_past("叫过师傅没有")
    assert "enrol" in kinds_of_the_past("报过一个班")
    assert not kinds_of_the_past("弄过啥事体")


def test_status_of_own_beside_other_words() -> None:
    assert status_of_own("我那个门球 社区回了没有 要自己去伐") == "我那个门球 社区回了没有"
    assert status_of_own("我报的路灯有消息没有 大厅几点开") == "我报的路灯有消息没有"
    assert status_of_own("书法几点 有人回了没有") == ""
    assert own_matter_named("我那个门球 社区回了没有") == "门球"


def test_where_one_works_afterwards_is_no_condition() -> None:
    assert [asked.aspect for asked in asked_in_order("学出来有地方要我伐")] == [Aspect.JOBS]
    assert [asked.aspect for asked in asked_in_order("我六十了还要我伐")] == [Aspect.WHO]
    assert asks_for_work("毕业了有厂要人伐")
    assert not asks_for_work("都是上班的活 书法几点")


def test_wages_are_no_fee() -> None:
    assert asks_wage("那个绿化工一个月几钿")
    assert not asks_wage("这个班几钿")
    assert [asked.aspect for asked in asked_in_order("绿化工多少工钿")] == [Aspect.JOBS]
    assert [asked.aspect for asked in asked_in_order("这个班几钿")] == [Aspect.FEE]


def test_to_be_rung_asks_for_no_number() -> None:
    assert fields_asked("能打电话告诉我伐") == ()
    assert fields_asked("可以打个电话来讲伐") == ()
    assert fields_asked("我留的电话是几号") == (("phone",),)


@pytest.mark.parametrize(
    ("text", "wished"),
    [
        ("我忘性大 十二号前一天叫我一声", "十二号前一天叫我一声"),
        ("每天早上提醒我吃药", "每天早上提醒我吃药"),
        ("到时候喊我一声好伐", "到时候喊我一声好伐"),
        ("有没有提醒的功能", "有没有提醒的功能"),
        ("师傅来之前叫我一声", ""),
        ("台风来了提前提醒我一声", ""),
        ("你叫我一声阿姨好了", ""),
        ("有人要了告诉我一声", ""),
    ],
)
def test_reminders(text: str, wished: str) -> None:
    assert reminder_wished(text) == wished
