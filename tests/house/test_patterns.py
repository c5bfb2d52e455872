"""No regular expression of ours can take long: one short message would stop the process for everybody."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TypeGuard

from bot.content.regex_cost import costly

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
from bot.services.talents.content import TALENTS
from bot.understanding.danger_signs.danger import DangerDetector
from bot.understanding.text.normalize import Normalizer
content = load_content(Path(".")).content
Normalizer(content.lexicon)
DangerDetector(content.alarms)
talents = content.part(TALENTS)
talents.skills("").__class__, talents.dangerous(""), talents.asks_progress("")
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
                _uses_re(node)
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                found[f"{file.relative_to(ROOT)}:{node.lineno}"] = (node.args[0].value, 0)
    return found


def test_no_pattern_takes_more_than_quadratic_time() -> None:
    patterns = _collected() | _written_inline()
    assert len(patterns) > 500
    assert [where for where, (pattern, flags) in patterns.items() if costly(re.compile(pattern, flags))] == []


def test_every_pattern_is_seen_here() -> None:
    """A pattern that is put together where it is used would escape the test above; a word without signs may be."""
    unseen = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in (ROOT / "bot").rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if _uses_re(node) and not isinstance(node.args[0], ast.Constant) and not _is_word(node.args[0])
    ]
    assert unseen == []


def _uses_re(node: ast.AST) -> TypeGuard[ast.Call]:
    function = node.func if isinstance(node, ast.Call) else None
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "re"
        and function.attr not in ("compile", "escape")
    )


def _is_word(argument: ast.expr) -> bool:
    return isinstance(argument, ast.Call) and ast.unparse(argument.func) == "re.escape"
