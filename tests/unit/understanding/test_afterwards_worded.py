"""What is asked beside a form, by the words that the staff wrote for it; and what the bot is to ask for a resident."""

import pytest

from bot.understanding.questions.afterwards_questions import worded_as
from bot.understanding.questions.asked_on_behalf import asked_for_me

LINES = (("没人|没找着", "怎么办|会", "!没人管"),)


@pytest.mark.parametrize(
    ("text", "asked"),
    [("没找着会说一声吗", True), ("会不会没人", True), ("没人管怎么办", False), ("怎么办", False)],
)
def test_a_word_of_each_group_in_any_order_and_none_of_a_denied_one(text: str, asked: bool) -> None:
    assert worded_as(text, LINES) is asked


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("帮我问问能不能停车 谢谢你呀", "能不能停车"),
        ("请问能不能停车", ""),
        ("麻烦问一下几点开门", ""),
        ("别帮我问能不能停车", ""),
    ],
)
def test_only_what_the_bot_is_to_ask_is_asked_for_the_resident(text: str, question: str) -> None:
    assert asked_for_me(text) == question
