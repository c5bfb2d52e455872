"""Tests use public interfaces: they patch, import and count nothing that is private.

Private attributes (`thing._name`) are ruff's SLF001, which holds for tests too. Contract tests on private parts of
libraries live in files named `test_*_contract.py`.
"""

import ast
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
FILES = sorted(file for file in TESTS.rglob("*.py") if not file.name.endswith("_contract.py"))
PATCHING = {"setattr", "delattr", "getattr"}

Finder = Callable[[ast.Module], Iterator[int]]


def patched_by_name(tree: ast.Module) -> Iterator[int]:
    """`monkeypatch.setattr(module, "_NAME", …)`, `setattr("bot.module._NAME", …)`, `getattr(thing, "_name")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) in PATCHING:
            names = [argument.value for argument in node.args[:2] if isinstance(argument, ast.Constant)]
            if any(isinstance(name, str) and _private(name.rpartition(".")[2]) for name in names):
                yield node.lineno


def imported(tree: ast.Module) -> Iterator[int]:
    """`from bot.module import _name`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        room, *modules = node.module.split(".")
        if room in {"bot", "tests"} and any(map(_private, (*modules, *(name.name for name in node.names)))):
            yield node.lineno


def ticks_counted(tree: ast.Module) -> Iterator[int]:
    """`await asyncio.sleep(0)` twice in a row: how many turns of the loop something takes is nobody's promise."""
    for node in ast.walk(tree):
        for body in (getattr(node, "body", None), getattr(node, "orelse", None)):
            if isinstance(body, list):
                yield from (
                    second.lineno for first, second in pairwise(body) if _is_tick(first) and _is_tick(second)
                )
        if isinstance(node, ast.For) and all(map(_is_tick, node.body)) and _name(node.iter) == "range":
            yield node.lineno


def test_the_finders_find() -> None:
    bad = ast.parse(
        'patch.setattr(module, "_LIMIT", 1)\n'
        'patch.setattr("bot.module._LIMIT", 1)\n'
        "from bot.module import _limit\n"
        "async def test() -> None:\n"
        "    await asyncio.sleep(0)\n"
        "    await asyncio.sleep(0)\n"
        "    for _ in range(5):\n"
        "        await asyncio.sleep(0)\n"
    )
    assert (list(patched_by_name(bad)), list(imported(bad)), sorted(ticks_counted(bad))) == (
        [1, 2],
        [3],
        [6, 7],
    )


@pytest.mark.parametrize("finder", [patched_by_name, imported, ticks_counted])
def test_tests_ask_through_public_doors(finder: Finder) -> None:
    found = [
        f"{file.relative_to(TESTS)}:{line}"
        for file in FILES
        for line in finder(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert found == []


def _private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Call):
        return _name(node.func)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _is_tick(statement: ast.stmt) -> bool:
    return ast.unparse(statement) == "await asyncio.sleep(0)"
