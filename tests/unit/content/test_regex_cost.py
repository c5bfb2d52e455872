"""Which regular expressions can take long, and which cannot."""

import re

import pytest

from bot.content.lexicon import Lexicon
from bot.content.regex_automaton import divisions
from bot.content.regex_cost import costly, degree, exponential
from bot.understanding.text.normalize import Normalizer


@pytest.mark.parametrize(
    "pattern",
    [
        "(a|a)*b",
        "(a*)*b",
        "(?:嗯|嗯嗯)+",
        "(?:.{0,4}a)*b",
        "(?:我们?家?|我们?|的)*妈",
        "(?:[0-9]+(?:室|楼)?)*门口",
        "x(?=(?:a|aa)*b)",
        "(?>(?:a|aa)*b)",
        "(?:(?:a|aa)*b)*+",
    ],
)
def test_a_loop_that_reads_a_text_in_two_ways_is_exponential(pattern: str) -> None:
    assert exponential(re.compile(pattern))
    assert costly(re.compile(pattern))


@pytest.mark.parametrize(
    "pattern",
    ["a*b", "(?:ab|cd)*e", "(?:a|ab)*c", r"\d+\d+x", "(?:嗯嗯|嗯)++", "(?:[0-9]+(?:室|楼))*[0-9]*"],
)
def test_one_that_cannot_is_not(pattern: str) -> None:
    assert not exponential(re.compile(pattern))


@pytest.mark.parametrize(
    ("pattern", "divided"),
    [
        ("abc|def", 0),
        ("^a*b", 0),
        ("a*b", 1),
        (r"^\s*(?:多|来)?\s*斤", 1),
        ("(?:a|b)*c(?:a|b)*d", 1),
        ("要.*工(?!.*培训)", 2),
        (r"\d+\s*(?:多|来)?\s*斤", 2),
        (r"\d++\s*+(?:(?:多|来)\s*+)?斤", 0),
        ("a*a*b", 2),
        ("a*.*b.*c", 3),
    ],
)
def test_in_how_many_places_a_text_can_be_divided(pattern: str, divided: int) -> None:
    assert degree(re.compile(pattern)) == divided
    assert costly(re.compile(pattern)) == (divided > 1)


@pytest.mark.parametrize(
    ("pattern", "ways"),
    [
        ("衣服改", 1),
        ("衣服.{0,6}?改", 7),
        (".{0,6}?衣服.{0,6}?改", 49),
        ("(?:a?b?c?){2}", 1),
        ("(?:.{0,4}a){0,5}b", 18_750),
        ("(?:a{0,9}|b{0,1})x", 10),
    ],
)
def test_in_how_many_ways_counted_repetitions_divide_a_text(pattern: str, ways: int) -> None:
    assert divisions(re.compile(pattern)) == ways
    assert costly(re.compile(pattern)) == (ways > 300)


def test_no_openers_that_the_staff_list_make_a_costly_pattern() -> None:
    lexicon = Lexicon(
        owner="社区",
        openers=("嗯", "嗯嗯", "你好", "你好呀", "呀", "请问", "问"),
        fillers=("那个", "那个那个"),
        dialect={},
        signs={},
        items={},
        skills={},
    )
    normalizer = Normalizer(lexicon)
    for pattern in vars(normalizer).values():
        assert not isinstance(pattern, re.Pattern) or not costly(pattern)
    assert normalizer("嗯嗯嗯你好呀 请问电工课").bare == "电工课"
