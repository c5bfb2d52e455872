"""A message is parted where its sides mean different things; an option shown is taken by number, position or words."""

import pytest

from bot.conversation.interpret.clauses.piece import Piece
from bot.conversation.interpret.clauses.pieces import Likely, parted, worth_a_look
from bot.conversation.interpret.values import choosing
from bot.understanding.acts.boundaries import Boundary

SHOWN = ("周二上午班", "周四晚上班", "周六下午班")


def test_a_message_is_parted_between_two_sure_doings() -> None:
    whole = Likely("yes", 0.5)
    assert parted(0.5, whole, Likely("yes", 0.9), Likely("ask", 0.9)) > 0
    assert parted(-0.5, whole, Likely("yes", 0.9), Likely("ask", 0.9)) < 0
    assert parted(0.5, whole, Likely("hold", 0.2), Likely("ask", 0.3)) < 0


def test_the_best_places_are_looked_at_first() -> None:
    sign, cut = Boundary(2, 3, ","), Boundary(5, 5, "")
    assert worth_a_look([(sign, -0.3), (cut, 0.4)]) == [(cut, 0.4), (sign, -0.3)]
    assert worth_a_look([(sign, -0.9), (cut, -0.3)]) == []


@pytest.mark.parametrize(
    ("text", "indices"),
    [
        ("第二个", [1]),
        ("最后那个", [2]),
        ("中间", [1]),
        ("晚上的", [1]),
        ("下面那个", [2]),
        ("周六那班", [2]),
        ("不知道", []),
        ("前两个不要 就剩下那个", [2]),
        ("星期二和周四的不行，另外那个好了", [2]),
        ("3咯 别的都太早", [2]),
        ("一跟二都好 就先看二", [1]),
        ("第一个和第三个都要", [0, 2]),
    ],
)
def test_choice(text: str, indices: list[int]) -> None:
    assert choosing.chosen(Piece.of(text), SHOWN) == indices


@pytest.mark.parametrize(
    ("text", "shown", "indices"),
    [
        ("不是礼拜六那个，另外一个", ("周六上午班", "周三晚上班"), [1]),
        ("免费的那张", ("书桌（八成新，80元）", "书桌（旧，白送）"), [1]),
        ("便宜的", ("自行车（60元）", "自行车（150元）"), [0]),
        ("最贵的那辆", ("自行车（60元）", "自行车（150元）"), [1]),
        ("开课晚一点的", ("周四班，12月3日开课", "周日班，11月29日开课"), [0]),
        ("早点的那个", ("周四班，12月3日开课", "周日班，11月29日开课"), [1]),
        ("早点的那个", ("周四班", "周日班，11月29日开课"), []),
    ],
)
def test_what_is_compared_or_left_is_chosen(text: str, shown: tuple[str, ...], indices: list[int]) -> None:
    assert choosing.chosen(Piece.of(text), shown) == indices


def test_nothing_is_chosen_where_nothing_is_shown() -> None:
    assert choosing.chosen(Piece.of("第二个"), ()) == []


_DAYS = ("周一晚上班，6月8日（周一）开课", "周六上午班，6月20日（周六）开课")


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("报周末的班", [1]),
        ("休息天那个", [1]),
        ("平时的那个", [0]),
        ("周末的我不行 平时的", [0]),
        ("不要周末的", [0]),
    ],
)
def test_weekend_is_the_class_on_one_of_its_days(text: str, taken: list[int]) -> None:
    assert choosing.chosen(Piece.of(text), _DAYS) == taken
    assert choosing.points_at_one(Piece.of(text), _DAYS)


def test_weekend_takes_none_of_two() -> None:
    both = ("周六上午班，6月20日（周六）开课", "周日下午班，6月21日（周日）开课")
    assert not choosing.points_at_one(Piece.of("周末的"), both)
    assert not choosing.points_at_one(Piece.of("周末的"), ("剪纸", "书法"))
