"""Private names of libraries are used in few files, each with a contract test.

Ruff's SLF001 forbids private attributes of objects. The finders here see the rest: private modules and names that are
imported, fetched by name or set in a library's module, and private methods that our classes take from a library's.
"""

import ast
import pkgutil
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import aiosqlite

import bot

ROOT = Path(__file__).parent.parent.parent
BY_ATTRIBUTE = {
    "bot/storage/fast/sqlite_thread.py": "tests/unit/storage/test_aiosqlite_contract.py",
    "bot/integrations/redis/shared_connection.py": "tests/unit/integrations/test_redis_contract.py",
    "bot/integrations/redis/cluster_client.py": "tests/unit/integrations/test_redis_contract.py",
}
BY_OTHER_WAYS = {
    "bot/content/regex_automaton.py": "tests/unit/content/test_re_contract.py",
    "bot/console/lists/record_view.py": "tests/unit/console/test_starlette_admin_contract.py",
    "bot/runtime/http_server.py": "tests/unit/runtime/test_aiohttp_contract.py",
}
ALLOWED = BY_ATTRIBUTE | BY_OTHER_WAYS
_NOT_IMPORTED = ("bot.__main__", "bot.storage.migrations")  # they run as soon as they are imported
_BY_NAME = frozenset({"getattr", "setattr", "hasattr", "delattr"})


def test_only_these_files_may_use_private_attributes() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    ignored = settings["tool"]["ruff"]["lint"]["per-file-ignores"]
    allowed = {
        files for files, rules in ignored.items() if "SLF001" in rules and not files.startswith("tests/")
    }
    assert allowed == set(BY_ATTRIBUTE)
    assert "SLF001" not in settings["tool"]["ruff"]["lint"]["ignore"]


def test_no_line_is_excepted() -> None:
    for file in (ROOT / "bot").rglob("*.py"):
        assert "SLF001" not in file.read_text(encoding="utf-8"), file


def test_each_names_its_contract_test() -> None:
    for file, contract in ALLOWED.items():
        assert (ROOT / contract).is_file()
        assert contract in (ROOT / file).read_text(encoding="utf-8"), file


def test_only_these_files_use_private_names_of_libraries_in_another_way() -> None:
    found = {
        f"{file.relative_to(ROOT)}": names
        for file in sorted((ROOT / "bot").rglob("*.py"))
        if (names := [*private_names(ast.parse(file.read_text(encoding="utf-8")))])
    }
    for written in _classes_of_ours():
        if names := sorted(inherited_names(written)):
            found.setdefault(f"{Path(_file_of(written)).relative_to(ROOT)}", []).extend(names)
    assert {file: names for file, names in found.items() if file not in ALLOWED} == {}
    assert set(BY_OTHER_WAYS) <= set(found)


def test_the_finders_find() -> None:
    tree = ast.parse(
        "from re import _parser\nimport redis._parsers\nfrom redis._parsers import Base\nfrom bot.x import _ours\n"
        "from __future__ import annotations\nimport aiohttp.web_ws as ws\nws.SIZE = 1\nself.size = 1\n"
        "getattr(x, '_conn')\ngetattr(x, 'conn')\nfrom bot import ours\nours.size = 1"
    )
    assert list(private_names(tree)) == [
        "re._parser", "redis._parsers", "redis._parsers.Base", "ws.SIZE = …", "getattr(…, '_conn')",
    ]  # fmt: skip
    assert sorted(inherited_names(_Cursor)) == ["_cursor", "_execute"]


class _Cursor(aiosqlite.Cursor):
    """A class that overrides a private method of its library's, and uses a private attribute."""

    def __init__(self) -> None:
        self._own = self._cursor

    async def _execute(self, *given: Any) -> Any:
        return self._own


def private_names(tree: ast.Module) -> Iterator[str]:
    """Private names of other packages that a module imports or fetches by name, and values that it sets in their modules."""
    foreign = {name for node in ast.walk(tree) for name in _modules_of_others(node)}
    for node in ast.walk(tree):
        yield from (name for name in _imported(node) if _is_foreign(name) and _has_private_part(name))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _BY_NAME:
            name = node.args[1]
            if isinstance(name, ast.Constant) and _is_private(str(name.value)):
                yield f"{node.func.id}(…, {name.value!r})"
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Attribute) and ast.unparse(target.value) in foreign:
                    yield f"{ast.unparse(target)} = …"


def inherited_names(written: type) -> set[str]:
    """Private names that a class of ours overrides or uses, and that a library's class above it defines."""
    theirs = [base for base in written.__mro__[1:] if base is not object and _is_foreign(base.__module__)]
    if not theirs:
        return set()
    defined = {name for base in theirs for name in (*vars(base), *_of_self(base))}
    return {name for name in _of_self(written) if _is_private(name)} & defined


def _of_self(written: type) -> set[str]:
    """What a class defines, and what its methods name of themselves; nothing where its source is not Python."""
    node = _class_nodes(_file_of(written)).get(written.__name__)
    return _names_in(node) if node is not None else set()


@cache
def _names_in(written: ast.ClassDef) -> set[str]:
    defined = {node.name for node in written.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    return defined | {
        node.attr
        for node in ast.walk(written)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in ("self", "cls", "super()")
    }


@cache
def _class_nodes(file: str) -> dict[str, ast.ClassDef]:
    if not file.endswith(".py"):
        return {}
    tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def _classes_of_ours() -> Iterator[type]:
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if not module.name.startswith(_NOT_IMPORTED):
            values = vars(import_module(module.name)).values()
            yield from (
                value for value in values if isinstance(value, type) and value.__module__ == module.name
            )


def _file_of(written: type) -> str:
    return getattr(sys.modules.get(written.__module__), "__file__", None) or ""


def _imported(node: ast.AST) -> Iterator[str]:
    """The full names that an import brings in."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.level == 0:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _modules_of_others(node: ast.AST) -> Iterator[str]:
    """The names by which what another package holds is known in the module."""
    if isinstance(node, ast.Import):
        yield from (alias.asname or alias.name for alias in node.names if _is_foreign(alias.name))
    if isinstance(node, ast.ImportFrom) and node.level == 0 and _is_foreign(str(node.module)):
        yield from (alias.asname or alias.name for alias in node.names)


def _is_foreign(name: str) -> bool:
    return name.split(".", maxsplit=1)[0] not in ("bot", "tests")


def _has_private_part(name: str) -> bool:
    return any(_is_private(part) for part in name.split("."))


def _is_private(name: str) -> bool:
    """`_name`, but neither `__dunder__` nor an enum's `_sunder_`, which are public."""
    return name.startswith("_") and not name.endswith("_")
