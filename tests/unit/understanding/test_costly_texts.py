"""Texts that would cost much: what is understood of them is what is understood of the part that is read."""

import pytest

from bot.common.readable import READ_LIMIT
from bot.understanding.pipeline import Understanding


@pytest.mark.parametrize(
    "text",
    ["ﷺ" * 400, "1" * 60_000, "İ" * 400, "👌" * 400, "e" + "\u0301" * 60_000],
    ids=["growing", "digits", "growing in lower case", "signs", "accents"],
)
def test_no_more_is_looked_at_than_the_limit(understanding: Understanding, text: str) -> None:
    parse = understanding.parse(text)
    assert len(parse.text) <= READ_LIMIT
    assert len(understanding.analyse(text).normal.clean) <= READ_LIMIT
    assert len(parse.normal) <= READ_LIMIT


def test_blanks_before_an_emergency_hide_nothing(understanding: Understanding) -> None:
    assert understanding.parse(" \n" * 1000 + "我家着火了").emergency


def test_the_semantic_step_reads_no_further(understanding: Understanding) -> None:
    assert len(understanding.parse_with_semantics("我想学插花" * 1000).text) == READ_LIMIT


def test_of_a_long_text_the_clauses_of_the_part_that_is_read_count(understanding: Understanding) -> None:
    clauses = understanding.parse_clauses("我想报名电工" + "，" * 1000 + "图书馆几点开门")
    assert clauses == ()
    assert understanding.parse_clauses("我想报名电工，图书馆几点开门") != ()
