"""Files and functions stay short; the limits are those of the field's best codebases."""

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
FILES = [file for file in (ROOT / "bot").rglob("*.py") if "versions" not in file.parts]


def test_files_are_short() -> None:
    sizes = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES
    }
    assert {file: size for file, size in sizes.items() if size > 310} == {}
    assert statistics.median(size for size in sizes.values() if size) <= 130


def test_functions_are_short() -> None:
    lengths = {
        f"{file.relative_to(ROOT)}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: length for name, length in lengths.items() if length > 60} == {}
    assert statistics.quantiles(lengths.values(), n=10)[8] <= 30


def test_no_code_is_named_after_the_community() -> None:
    for file in FILES:
        assert "高河塘" not in file.read_text(encoding="utf-8"), file
