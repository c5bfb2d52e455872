"""Names, whose they are, what is taken up of what was shown, and what does not end a form."""

import pytest

from bot.common.message import Choice
from bot.common.postback import Wish
from bot.conversation.interpret.clauses import endings
from bot.conversation.interpret.values import addresses, kinship, times
from bot.conversation.interpret.values.introduced import introduced
from bot.conversation.interpret.wishes.taking_up import taken_up
from bot.conversation.talk_topic import Topic
from bot.understanding.parse import Parse
from bot.understanding.slots import person, phone


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("我叫方兰，我妹妹叫方梅", [("自己", "方兰"), ("妹妹", "方梅")]),
        ("好。还有我老婆的插花呢，她叫吴秀", [("老婆", "吴秀")]),
        ("不对，田力是我，吴秀是我老婆", [("自己", "田力"), ("老婆", "吴秀")]),
        ("去的是我婆婆陈阿珍，电话不改", [("婆婆", "陈阿珍")]),
        ("老乡也周日 伊叫韦大国", [("老乡", "韦大国")]),
        ("给我自己报 叫我蔡琴好了", [("自己", "蔡琴")]),
        ("他叫买买提·艾力", [("他", "买买提·艾力")]),
        ("李建国也周日 三十八", [("别人", "李建国")]),
        ("还有我老乡 韦建国 也报", [("老乡", "韦建国")]),
        ("叫我女儿去学", []),
        ("我老公高血压", []),
        ("我姐姐周末有空", []),
    ],
)
def test_people_who_are_introduced(text: str, people: list[tuple[str, str]]) -> None:
    assert [(somebody.who, somebody.name) for somebody in introduced(text)] == people


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("那我要报名 叫我蔡美琴", "蔡美琴"), ("我姓田 田有财 电话是", "田有财"), ("姓冯，冯阿福", "冯阿福"), ("我姓周", ""),
        ("叫王师傅来修", ""), ("叫我周兰就行", "周兰"), ("大家都叫我老张", ""),
    ],
)  # fmt: skip
def test_a_name_that_is_introduced(text: str, name: str) -> None:
    assert person.called(text) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("我姓周", "姓周"), ("免贵姓欧阳", "姓欧阳"), ("姓毛的", "姓毛"), ("姓什么", None), ("我姓这个", None)],
)
def test_a_surname_is_enough_where_a_name_was_asked_for(text: str, name: str | None) -> None:
    assert person.find_name(text, asked=True) == name


@pytest.mark.parametrize("text", ["我姓周", "他姓林的那个人", "住我对门姓吴"])
def test_a_surname_alone_is_no_name_unasked(text: str) -> None:
    assert person.find_name(text, asked=False) is None


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("不是我去 是我女儿去", "女儿"),
        ("勿是女儿去 是我自家去", "自己"),
        ("是我自己学", "自己"),
        ("帮我自家", "自己"),
    ],
)
def test_for_whom_after_a_negation(text: str, whom: str) -> None:
    assert kinship.for_whom(text) == whom


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("不报了", True),
        ("算了 不弄了", True),
        ("不是我不想学 是没空 算了", True),
        ("停停停", True),
        ("别再问了", False),
        ("你别老是问我名字呀", False),
        ("没有啊我没说不办", False),
        ("不讲清楚我就不报了", False),
        ("勿是帮老伴 老伴没了 是帮我自家", False),
        ("不是妈妈，是婆婆", False),
    ],
)
def test_what_ends_a_form(text: str, ends: bool) -> None:
    assert endings.ends(text) is ends


_OFFERED = (Choice("报名叉车", Wish("training.enrol", (("course", "叉车"),))),)


def _heard(text: str, intent: str = "out_of_scope", named: dict[str, str] | None = None) -> Parse:
    return Parse(text=text, normal=text, intent=intent, confidence=0.3, named=named or {})


@pytest.mark.parametrize(
    "text",
    [
        "礼拜六可以的 我姓田 田有财 电话是 15858330021",
        "那就周日上午的吧",
        "礼拜天好个 叫我蔡琴",
        "我去 我叫陈根土 五十三岁",
        "张桂芳 13905740001 算我一个",
    ],
)
def test_what_was_shown_is_taken_up(text: str) -> None:
    taken = taken_up(_heard(text), Topic(), _OFFERED)
    assert taken is not None
    assert (taken.intent, taken.slots["course"]) == ("training.enrol", "叉车")


@pytest.mark.parametrize(
    "text",
    [
        "周日上午几点",
        "周六我去不了，不报了",
        "好的谢谢",
        "我报过了 我叫陈根土",
        "请打给我 13905740001 陈大力",
    ],
)
def test_what_takes_nothing_up(text: str) -> None:
    assert taken_up(_heard(text), Topic(), _OFFERED) is None


def test_nothing_is_taken_up_where_nothing_was_shown() -> None:
    assert taken_up(_heard("礼拜六可以的 我叫田有财"), Topic(), ()) is None
    spoken_of = Topic(course="插花", intent="training.info")
    taken = taken_up(_heard("礼拜五好个 我叫田有财"), spoken_of, ())
    assert taken is not None
    assert taken.slots["course"] == "插花"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("随便啥辰光 就下半日好了 上半日要烧饭", "下午"),
        ("下午来 上午我要买菜", "下午"),
        ("随便", "随便"),
        ("周六可以 周日要带孙囡", "周六"),
    ],
)
def test_a_time_beside_what_does_not_suit(text: str, time: str) -> None:
    assert times.all_meant(text.replace(" ", "")) == time


@pytest.mark.parametrize(
    ("words", "known", "place"),
    [
        ("地址漏脱了 六幢三单元二零一", "", "6幢3单元201"),
        ("地址里加上 靠北门那幢", "6幢201", "6幢201（靠北门那幢）"),
        ("地址就是17幢,姓吴不是地址", "17幢姓吴", "17幢"),
        ("啥地址写错了 我住9幢102", "3幢", "9幢102"),
        ("地址要来做啥", "3幢", ""),
        ("9幢102", "3幢", ""),
    ],
)
def test_a_place_beside_the_word_for_it(words: str, known: str, place: str) -> None:
    assert addresses.beside_label(words, known) == place


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一三九零五七四零零四一 勿对勿对 是一三九零五七四零零四二", "13905740042"),
        ("13905740041 错哉 13905740042", "13905740042"),
    ],
)
def test_the_number_after_a_slip(text: str, number: str) -> None:
    assert phone.find(text) == number
