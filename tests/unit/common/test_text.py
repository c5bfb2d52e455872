"""Replies as text, and text in pieces."""

from hypothesis import given
from hypothesis import strategies as st

from bot.common.message import Choice, Reply
from bot.common.text import cut, plain

CHINESE = st.text(alphabet="电工课，。！？；\n a1🎉", max_size=200)
ANY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200)


def test_replies_are_joined_by_a_blank_line_and_choices_are_numbered() -> None:
    replies = [Reply("您好。"), Reply("想报哪一门？", (Choice("电工"), Choice("育婴")))]
    assert plain(replies) == "您好。\n\n想报哪一门？\n回复数字：\n1. 电工\n2. 育婴"
    assert plain([]) == ""


def test_a_text_that_fits_is_left_alone() -> None:
    assert cut("电工。", 9) == ("电工。", "")


def test_the_cut_is_at_a_sentence_end() -> None:
    assert cut("先关总电源开关。再叫人，别用手", 36) == ("先关总电源开关。", "再叫人，别用手")


def test_a_sentence_end_in_the_first_half_would_waste_too_much() -> None:
    assert cut("先关电源。再叫人，别用手拉", 36) == ("先关电源。再叫人，", "别用手拉")


def test_without_a_sentence_end_at_a_comma_else_at_a_character() -> None:
    assert cut("电工课周六上午，在社区", 30) == ("电工课周六上午，", "在社区")
    assert cut("电工课周六上午", 10) == ("电工课", "周六上午")


def test_a_cut_at_a_line_leaves_no_empty_line() -> None:
    assert cut("1. 电工班\n2. 育婴班", 20) == ("1. 电工班", "2. 育婴班")


@given(CHINESE | ANY, st.integers(min_value=0, max_value=300))
def test_the_head_fits_and_nothing_is_lost_but_line_ends(text: str, limit: int) -> None:
    head, rest = cut(text, limit)
    assert len(head.encode()) <= limit or head == text == ""
    assert text.startswith(head)
    assert text.endswith(rest)
    assert not text[len(head) : len(text) - len(rest)].strip("\n")


@given(CHINESE | ANY, st.integers(min_value=4, max_value=60))
def test_cutting_again_and_again_ends(text: str, limit: int) -> None:
    pieces, rest = [], text
    while rest:
        before = len(rest)
        piece, rest = cut(rest, limit)
        assert len(rest) < before
        pieces.append(piece)
    assert "".join(pieces).replace("\n", "") == text.replace("\n", "")


def test_no_resident_makes_a_link_in_what_others_read() -> None:
    evil = '书桌<a href="https://evil.example">点这里领红包</a>，1<2，<3'
    said = plain([Reply(evil, (Choice("< A HREF=x>"),))])
    assert "<a" not in said.lower().replace(" ", "")
    assert "</" not in said
    assert "1<2，<3" in said
