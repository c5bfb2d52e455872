"""No regular expression of ours backtracks exponentially: one short message would stop the process for everybody."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.regex_ambiguity import exponential

ROOT = Path(__file__).parent.parent.parent
# Every pattern is compiled by `re._compiler.compile`, at import or when content is loaded; ours are told by who asked.
_COLLECT = """
import importlib, json, pkgutil, re, sys
from pathlib import Path

found, compiled = {}, re._compiler.compile

def spy(pattern, flags=0):
    frame = sys._getframe(1)
    while frame and frame.f_globals.get("__name__", "").startswith(("re", "functools")):
        frame = frame.f_back
    made = compiled(pattern, flags)
    if frame and frame.f_globals.get("__name__", "").startswith("bot") and isinstance(pattern, str):
        found[f"{frame.f_globals['__name__']}:{frame.f_lineno} {pattern}"] = (made.pattern, made.flags)
    return made

re._compiler.compile = spy
import bot
for module in pkgutil.walk_packages(bot.__path__, "bot."):
    if ".migrations" not in module.name and not module.name.endswith("__main__"):
        importlib.import_module(module.name)
from bot.services import load_content
load_content(Path("."))
print(json.dumps(found))
"""


def _collected() -> dict[str, tuple[str, int]]:
    run = subprocess.run(
        [sys.executable, "-c", _COLLECT], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    return json.loads(run.stdout)  # type: ignore[no-any-return]


def _written_inline() -> dict[str, tuple[str, int]]:
    """Patterns that are compiled when they are used: re.search(r"…", text)."""
    found = {}
    for file in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
                and node.func.attr != "escape"
            ):
                found[f"{file.relative_to(ROOT)}:{node.lineno}"] = (node.args[0].value, 0)
    return found


def test_no_pattern_backtracks_exponentially() -> None:
    patterns = _collected() | _written_inline()
    assert len(patterns) > 200
    bad = [where for where, (pattern, flags) in patterns.items() if exponential(re.compile(pattern, flags))]
    assert not bad


@pytest.mark.parametrize(
    "pattern",
    [
        "(a|a)*b",
        "(a*)*b",
        "(?:嗯|嗯嗯)+",
        "(?:.{0,4}a)*b",
        "(?:我们?家?|我们?|的)*妈",
        "(?:[0-9]+(?:室|楼)?)*门口",
    ],
)
def test_the_scanner_finds(pattern: str) -> None:
    assert exponential(re.compile(pattern))


@pytest.mark.parametrize(
    "pattern", ["a*b", "(?:ab|cd)*e", "(?:a|ab)*c", r"\d+\d+x", "(?:嗯嗯|嗯)++", "(?:[0-9]+(?:室|楼))*[0-9]*"]
)
def test_the_scanner_lets_pass(pattern: str) -> None:
    assert not exponential(re.compile(pattern))
