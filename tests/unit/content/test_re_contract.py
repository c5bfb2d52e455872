"""What the cost of a pattern is reckoned from: the parser inside Python's `re`. A new Python that changes it fails here first."""

import re
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

LETTER = (ops.LITERAL, ord("a"))


def parsed(pattern: str) -> list[Any]:
    return list(parser.parse(pattern, re.compile(pattern).flags))


@pytest.mark.parametrize(
    ("pattern", "item"),
    [
        ("a", LETTER),
        ("[^a]", (ops.NOT_LITERAL, ord("a"))),
        (".", (ops.ANY, None)),
        ("[^a-c]", (ops.IN, [(ops.NEGATE, None), (ops.RANGE, (ord("a"), ord("c")))])),
        (r"\d", (ops.IN, [(ops.CATEGORY, ops.CATEGORY_DIGIT)])),
        ("^", (ops.AT, ops.AT_BEGINNING)),
        (r"\A", (ops.AT, ops.AT_BEGINNING_STRING)),
    ],
)
def test_an_item_is_its_kind_and_its_argument(pattern: str, item: object) -> None:
    assert parsed(pattern) == [item]


@pytest.mark.parametrize(
    ("pattern", "kind"),
    [("a{2,3}", ops.MAX_REPEAT), ("a{2,3}?", ops.MIN_REPEAT), ("a{2,3}+", ops.POSSESSIVE_REPEAT)],
)
def test_a_repetition_is_least_most_and_the_repeated(pattern: str, kind: object) -> None:
    [(op, (least, most, repeated))] = parsed(pattern)
    assert (op, least, most, list(repeated)) == (kind, 2, 3, [LETTER])


def test_no_end_is_maxrepeat() -> None:
    [(_, (_, most, _))] = parsed("a*")
    assert most is ops.MAXREPEAT


@pytest.mark.parametrize(("pattern", "kind"), [("(?=a)", ops.ASSERT), ("(?!a)", ops.ASSERT_NOT)])
def test_what_is_looked_for_stands_behind_the_direction(pattern: str, kind: object) -> None:
    [(op, (_, inner))] = parsed(pattern)
    assert (op, list(inner)) == (kind, [LETTER])


def test_groups_hold_their_pattern() -> None:
    [(op, inner)] = parsed("(?>a)")
    assert (op, list(inner)) == (ops.ATOMIC_GROUP, [LETTER])
    [(op, argument)] = parsed("(a)")
    assert (op, list(argument[3])) == (ops.SUBPATTERN, [LETTER])
    [(op, (_, ways))] = parsed("ab|cd")
    assert (op, len(ways)) == (ops.BRANCH, 2)


@pytest.mark.parametrize("name", ["DIGIT", "SPACE", "WORD", "NOT_DIGIT", "NOT_SPACE", "NOT_WORD"])
def test_the_classes_of_characters_have_these_names(name: str) -> None:
    assert hasattr(ops, f"CATEGORY_{name}")
