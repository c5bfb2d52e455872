"""A message is split where something new may begin; an option shown is taken by number, position or words."""

import pytest

from bot.conversation.interpret import choosing
from bot.conversation.interpret.piece import Piece
from bot.conversation.interpret.pieces import MOST, split

SHOWN = ("周二上午班", "周四晚上班", "周六下午班")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("对 谢谢你啊 有证书吗", ["对", "谢谢你啊", "有证书吗"]),
        ("一八零 五七四二 三三六八", ["一八零五七四二三三六八"]),
        ("我报插花顺便问下有证书吗", ["我报插花", "顺便问下有证书吗"]),
        ("还有没有别的班", ["还有没有别的班"]),
    ],
)
def test_pieces(text: str, pieces: list[str]) -> None:
    assert split(text) == pieces


def test_a_long_message_has_so_many_pieces_at_most() -> None:
    pieces = split("一天，二天，三天，四天，五天，六天，七天，八天，九天")
    assert len(pieces) == MOST
    assert "".join(pieces).replace(" ", "") == "一天二天三天四天五天六天七天八天九天"


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
    ],
)
def test_choice(text: str, indices: list[int]) -> None:
    assert choosing.chosen(Piece.of(text), SHOWN) == indices


def test_nothing_is_chosen_where_nothing_is_shown() -> None:
    assert choosing.chosen(Piece.of("第二个"), ()) == []
