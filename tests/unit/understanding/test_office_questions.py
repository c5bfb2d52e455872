"""Which clauses ask for the office: its hours, its place, its phone."""

import pytest

from bot.understanding.questions.office_questions import asks_for_office, names_only_a_time

CALLED, ELSEWHERE = ("办事大厅", "大厅", "居委会", "办公室", "社区"), ("派出所", "食堂", "课", "落户", "卫生")


@pytest.mark.parametrize(
    "clause",
    [
        "大厅礼拜四下午开不开",
        "居委会夜里有人伐",
        "你们周末办公吗",
        "中饭辰光休息吗",
        "办公室几点下班",
        "社区电话多少",
        "居委会在几楼",
        "今天下午盖章大厅有人吗",
    ],
)
def test_asks_for_the_office_in_any_words(clause: str) -> None:
    assert asks_for_office(clause, CALLED, ELSEWHERE)


@pytest.mark.parametrize(
    "clause",
    [
        "派出所礼拜天办公吗",
        "社区食堂几点开门",
        "落户窗口周六开不开",
        "我礼拜天休息可以吗",
        "师傅周末休息吗",
        "几点开始",
        "有人吗",
        "社区有没有人会修伞",
        "社区哪里能下棋",
        "我留的社区电话对吗",
        "周六上午",
    ],
)
def test_what_asks_for_anything_else_is_left_alone(clause: str) -> None:
    assert not asks_for_office(clause, CALLED, ELSEWHERE)


def test_a_time_beside_the_question_belongs_to_it() -> None:
    assert names_only_a_time("那后天上午呢")
    assert not names_only_a_time("后天上午来修")
