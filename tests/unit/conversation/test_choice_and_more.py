"""A message that takes a choice and goes on."""

import pytest
from msgspec import Raw

from bot.common.message import Choice, Reply
from bot.common.postback import Wish
from bot.conversation.interpret.choice_and_more import choice_and_more
from bot.conversation.session import Answered, Session, write_replies
from bot.understanding.parse import Parse

LISTED = [Choice("绿色服务行动", Wish("activity.browse")), Choice("闹元宵", Wish("activity.browse"))]
SURE = [Choice("对，就这么办", Wish("record.do", confirmed=True)), Choice("不了，留着", Wish("record.keep"))]
CHANGE = [
    Choice("对，就这么办", Wish("record.do", (("action", "change"),), confirmed=True)),
    Choice("不了，留着", Wish("record.keep")),
]


def _taken(choices: list[Choice], text: str, asked: str = "要撤回「灯坏了」吗？") -> tuple[str, str]:
    session = Session(user="u")
    session.choices = choices
    session.answered = [Answered("1", Raw(write_replies([Reply(asked, tuple(choices))])))]
    return choice_and_more(
        session, Parse(text, text, "", 0.0), text, lambda words: Parse(words, words, "", 0.0)
    )


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("1吧 要带什么", ("1", "要带什么")),
        ("2，几点开始", ("2", "几点开始")),
        ("1 谢谢啊", ("1", "")),
        ("1 13900001122 上午打", ("1", "13900001122 上午打")),
        ("1 两个人去", ("1", "两个人去")),
        ("闹元宵 在哪里", ("2", "在哪里")),
        ("1 楼的灯坏了", ("", "")),
        ("1 2都想看", ("", "")),
        ("2 号楼门口", ("", "")),
        ("1 还是算了", ("", "")),
        ("3 好的呀呀", ("", "")),
    ],
)
def test_of_a_list(text: str, taken: tuple[str, str]) -> None:
    assert _taken(LISTED, text) == taken


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("1 撤掉 再念一遍几点", ("1", "再念一遍几点")),
        ("2 不撤了 跟他们说快点来", ("2", "跟他们说快点来")),
        ("1 不了", ("", "")),
        ("2 撤掉", ("", "")),
    ],
)
def test_of_a_question(text: str, taken: tuple[str, str]) -> None:
    assert _taken(SURE, text) == taken


def test_a_value_that_is_put_right_is_not_agreed_to() -> None:
    assert _taken(CHANGE, "1 地点写38幢后面") == ("", "")
    assert _taken(CHANGE, "1 电话也换一下")[0] == "1"
