"""Files and functions stay short; the limits are those of the field's best codebases."""

import ast
import statistics
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FILES = [file for file in (ROOT / "bot").rglob("*.py") if "versions" not in file.parts]
BRANCHES = (
    ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.Assert, ast.match_case,
)  # fmt: skip

LIMIT = 12  # decisions of a function


def test_files_are_short() -> None:
    sizes = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES
    }
    assert {file: size for file, size in sizes.items() if size > 310} == {}
    assert statistics.median(size for size in sizes.values() if size) <= 130


def _functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{file.relative_to(ROOT)}:{node.name}", node


def test_functions_are_short() -> None:
    lengths = {name: (node.end_lineno or 0) - node.lineno + 1 for name, node in _functions()}
    assert {name: length for name, length in lengths.items() if length > 60} == {}
    assert statistics.quantiles(lengths.values(), n=10)[8] <= 30


def test_functions_decide_little() -> None:
    """The count of ruff's C901 (at most 10, in pyproject.toml) leaves out conditions within an expression."""
    decisions = {name: _decisions(node) for name, node in _functions()}
    assert {name: count for name, count in decisions.items() if count > LIMIT} == {}


def _decisions(function: ast.AST) -> int:
    """The cyclomatic complexity with every `and`, `or`, conditional expression and comprehension."""
    count = 1
    for node in ast.walk(function):
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
        elif isinstance(node, BRANCHES):
            count += 1
    return count


def test_no_code_is_named_after_the_community() -> None:
    for file in FILES:
        assert "高河塘" not in file.read_text(encoding="utf-8"), file


def test_folders_hold_few_files() -> None:
    """What belongs together lies together: a folder of more files than this has several subjects."""
    counts = Counter(str(file.parent.relative_to(ROOT)) for file in FILES)
    assert {folder: count for folder, count in counts.items() if count > 36} == {}
