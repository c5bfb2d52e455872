"""A content file whose tree would be far larger than its text is refused with its line, and nothing is built of it."""

from pathlib import Path

import pytest

from bot.common.errors import ContentError
from bot.content import yaml_limits
from bot.content.field_values import parse_yaml
from bot.content.source import read
from bot.content.yaml_limits import MAX_DEPTH, MAX_LENGTH, MAX_NODES

ALIASES = "a: &a [很, 多, 遍]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n"
REFUSED = [
    ("x: 1\n" + ALIASES, 2, "引用"),
    ("x: 1\ny: &unused 2\n", 2, "引用"),
    ("x: 1\n\ny: " + "[\n" * 100_000, 3 + MAX_DEPTH - 1, "一层套一层"),
    ("x: 1\ny: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH, 2, "一层套一层"),
    ("- - " * MAX_DEPTH + "x", 1, "一层套一层"),
    ("x:\n" + "- 1\n" * MAX_NODES, MAX_NODES - 2, "超过"),
    ("x: " + "很" * MAX_LENGTH, 1, "文件太大"),
]
IDS = ["aliases", "anchor", "deep", "deep on a line", "deep by dashes", "many", "large"]


@pytest.mark.parametrize(("text", "line", "words"), REFUSED, ids=IDS)
def test_what_grows_beyond_its_text_is_refused_by_file_and_line(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, encoding="utf-8")
    document, [problem] = read(path, "knowledge/x.yaml")
    assert document is None
    assert (problem.file, problem.line) == ("knowledge/x.yaml", line)
    assert words in problem.text


@pytest.mark.parametrize(("text", "line", "words"), REFUSED, ids=IDS)
def test_the_form_of_an_entry_refuses_the_same(text: str, line: int, words: str) -> None:
    with pytest.raises(ContentError, match=f"第{line}行.*{words}"):
        parse_yaml(text)


@pytest.mark.parametrize(
    "text", ["x: 'a & b * c'\n", "x: 防滑 & 防摔\n", "a:\n  b:\n  - c: [1, {d: 2}]\n", "", "# *a\n"]
)
def test_what_is_within_the_bounds_is_left_to_the_parser(text: str) -> None:
    assert yaml_limits.exceeded(text) is None


def test_what_one_parser_refuses_does_not_reach_the_other() -> None:
    """ruamel.yaml reads texts that libyaml, by which the bounds are checked, refuses."""
    with pytest.raises(ContentError, match="第1行写得不对"):
        parse_yaml("x: [a:]\n" + ALIASES)
