"""What is asked of all that is kept of somebody, and the wish that the community be asked."""

import pytest

from bot.understanding.questions.asked_on_behalf import asked_beside
from bot.understanding.questions.denied_answers import (
    asks_to_get_paper,
    denied_things,
    denies_answer,
    is_what_is_asked_for,
    named_by_kind,
)
from bot.understanding.questions.kept_questions import (
    asks_for_everything,
    asks_if_erased,
    asks_what_is_kept,
    kinds_by_verb,
    wishes_erasure,
)


@pytest.mark.parametrize(
    "text",
    [
        "我报的还在吧", "我登记的那个还算数吗", "我妈的名额到底有没有", "我约的电话还会打来吧", "那个报名弄掉没有 我没写名字的",
        "我送的东西登记掉没有", "帮我查查现在几条", "我名下还剩啥 插花退掉了没有", "阿拉前头投诉的都记着伐", "看看我一共几样", "你们给我留着了没",
        "位子帮我留好了吗",
    ],
)  # fmt: skip
def test_asks_what_is_kept(text: str) -> None:
    assert asks_what_is_kept(text)


@pytest.mark.parametrize(
    "text",
    [
        "还有名额吗",
        "你们几点开门",
        "社区有几个门",
        "把我报的课退掉",
        "我心里难过 没人在",
        "图书馆还在吗",
        "我妈还在医院",
    ],
)
def test_asks_nothing_of_the_kind(text: str) -> None:
    assert not asks_what_is_kept(text)


def test_the_verb_tells_the_kind() -> None:
    assert kinds_by_verb("我报的还在吧")[0] == "enrol"
    assert kinds_by_verb("我反映的还在吧")[0] == "feedback"
    assert kinds_by_verb("我约的还在吧")[0] == "callback"
    assert kinds_by_verb("还在吧") == ()
    assert asks_for_everything("我名下都有啥")


@pytest.mark.parametrize("text", ["电话删掉了没有", "我的资料清干净没", "信息都注销了吗"])
def test_asks_if_erased(text: str) -> None:
    assert asks_if_erased(text)
    assert not wishes_erasure(text)


@pytest.mark.parametrize(
    "text", ["不要发了 把我电话也删掉", "退了吧，我的信息一起抹掉", "名字号码都给我清掉", "全部删掉"]
)
def test_wishes_erasure(text: str) -> None:
    assert wishes_erasure(text)


@pytest.mark.parametrize("text", ["电话不要删掉", "怎么把我的信息删掉", "电话换了", "剪纸退掉", "留个电话"])
def test_wishes_no_erasure(text: str) -> None:
    assert not wishes_erasure(text)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("好 替我问问", ""), ("那你帮我问一下吧", ""), ("你去打听打听 回我", ""), ("我叫你替我问问啊 借礼堂登记", "借礼堂登记"),
        ("麻烦问下社区吧", ""), ("侬帮我问声老师", ""),
    ],
)  # fmt: skip
def test_to_be_asked_on_behalf(text: str, beside: str) -> None:
    assert asked_beside(text) == beside


@pytest.mark.parametrize(
    "text", ["不用替我问了", "别帮我问", "我想问一下几点开门", "你问我做啥", "我妈叫你们来修"]
)
def test_not_to_be_asked(text: str) -> None:
    assert asked_beside(text) is None


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("不是问工作 我问的是衣服", True),
        ("足球场干嘛 乒乓球啊", True),
        ("答非所问嘛", True),
        ("是不是要登记", False),
        ("不是说免费吗", False),
        ("图书馆几点开", False),
    ],
)
def test_an_answer_is_denied(text: str, denies: bool) -> None:
    assert denies_answer(text) is denies


def test_what_is_denied() -> None:
    assert denied_things("不是球场 我问打羽毛球") == ("球场",)
    assert denied_things("老鼠没有的 是蟑螂") == ("老鼠",)
    assert denied_things("是不是球场") == ()


def test_games_and_papers_are_named() -> None:
    assert named_by_kind("篮球场在哪 健康证哪办") == ("篮球", "健康证")
    assert named_by_kind("身份证要带吗") == ()
    assert asks_to_get_paper("健康证哪办去")
    assert not asks_to_get_paper("健康证要带吗")


def test_what_a_text_asks_for() -> None:
    assert is_what_is_asked_for("有没有台球", "台球")
    assert is_what_is_asked_for("工作服我没有", "工作服")
    assert not is_what_is_asked_for("手机上能报名吗", "手机")
