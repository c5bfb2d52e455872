"""Names and sentences are those of the field: no riddles in the names, nothing called `one`, plain English in the prose.

Prose is every docstring and comment of the Python code, tests and tools too, every comment in the staff's files, in SQL, and
in the files that build and deploy, and the documents. CHANGELOG.md is history and stays as it was written.
"""

import ast
import io
import re
import subprocess
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
BOT = ROOT / "bot"
FILES = sorted(file for file in BOT.rglob("*.py") if "versions" not in file.parts)
_LISTED = subprocess.run(
    ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout
TRACKED = [ROOT / name for name in _LISTED.split("\0") if (ROOT / name).is_file()]
PYTHON = [file for file in TRACKED if file.suffix == ".py"]
DOCUMENTS = [file for file in TRACKED if file.suffix == ".md" and file.name != "CHANGELOG.md"]
# Files in which a comment stands behind this sign, after a space or at the beginning of its line.
COMMENTED = {
    ".yaml": "#", ".yml": "#", ".toml": "#", ".conf": "#", ".service": "#", ".example": "#", ".sh": "#", ".sql": "--",
    ".lua": "--", ".js": "//", "Makefile": "#", "Dockerfile": "#", ".gitignore": "#", ".dockerignore": "#",
}  # fmt: skip

# What modules and classes were once called, and nobody could guess. The field's names are in ARCHITECTURE.md.
RIDDLES = frozenset(
    {
        "together", "one_hop", "placing", "recent", "tally", "look", "looks", "line", "door", "chores", "backstage",
        "desk", "errand", "witness", "once", "vault", "brain", "notebook", "ladder", "doorbell", "checkup",
    }
)  # fmt: skip

# Modules that may have the same name in several rooms, because they are the same part of each.
CONVENTIONAL = frozenset(
    {
        "__init__", "service", "records", "tables", "content", "staff", "export", "statuses", "form",
        "on_record",  # what residents may want with a service's records
        "settings",  # setup_check: the check of the settings
        "sms",  # setup_check: the check of the SMS provider; channels: the channel
        "account",  # setup_check: the check of the account; integrations: its API
    }
)  # fmt: skip

# (what a docstring or a comment must not say, what to say instead). Code in backquotes is left out.
BANNED = (
    (r"\bin the air\b", "in flight, outcome unknown"),
    (r"\blottery\b", "unfair under contention"),
    (r"\b(?:it|them)sel(?:f|ves) alone\b|\bhas (?:it|them) to (?:it|them)sel(?:f|ves)\b|\bto themselves\b", "exclusively"),
    (r"\btold by (?:one|a single)\b", "one combined expression decides"),
    (r"\bwho answers residents\b", "the server"),
    (r"\beverybody alike\b|\beverybody asks alike\b", "a shared cache"),
    (r"\bthe next one gets\b", "allocates"),
    (r"\bis (?:the|a) lot\b|\bcome[s]? to nothing\b|\bcame to nothing\b", "fails"),
    (r"\bwhat (?:it|they) c[ao]me to\b", "the result"),
    (r"\bas it may\b|\bas they may\b", "delete it"),
    (r"\bgo(?:es)? astray\b|\bwent astray\b|\badrift\b|\bairborne\b", "unsettled, lease expired"),
    (r"\bknocks?\b", "connect, request"),
    (r"\bat the foot\b", "last in the fallback order"),
    (r"\bpoetry\b|\bin kind words\b", "delete it"),
    (r"\bdesks?\b", "staff action, staff decision"),
    (r"\bvaults?\b", "cipher"),
    (r"\berrands?\b|\bchores?\b", "periodic job"),
    (r"\bwitness(?:es)?\b", "feedback collector"),
    (r"\bbackstage\b", "job context"),
    (r"\bdoorbells?\b", "rate limiter"),
    (r"\bcheckups?\b", "setup check"),
    (r"\bladders?\b", "fallback order"),
    (r"\bnotebooks?\b|\btally\b|\bbrains?\b", "usage counter, model"),
    (r"\bone hop\b", "one round trip"),
    (r"\bsecond opinions?\b", "semantic parser"),
    (r"\brehears(?:e|al)s?\b", "dry run"),
)  # fmt: skip


def room(file: Path) -> str:
    """`bot/storage/fast/x.py` → storage; each service is a room of its own."""
    parts = file.relative_to(BOT).parts[:-1]
    return "/".join(parts[:2] if parts[:1] == ("services",) else parts[:1])


def test_no_module_or_class_is_a_riddle() -> None:
    riddles = [_where(file) for file in PYTHON if {file.stem, file.parent.name} & RIDDLES]
    riddles += [
        f"{_where(file, node.lineno)} {node.name}"
        for file in PYTHON
        for node in _classes(file)
        if _snake(node.name) in RIDDLES
    ]
    assert not riddles, "\n".join(riddles)


def test_nothing_is_called_one() -> None:
    found = [_where(file, line) for file in PYTHON for line in _called_one(_tree(file))]
    assert not found, "\n".join(found)


def test_names_stand_in_one_room_only() -> None:
    modules: dict[str, set[str]] = defaultdict(set)
    classes: dict[str, set[str]] = defaultdict(set)
    for file in FILES:
        modules[file.stem].add(room(file))
        for node in _classes(file):
            classes[node.name.lstrip("_")].add(room(file))
    ambiguous = {
        name: rooms for name, rooms in modules.items() if len(rooms) > 1 and name not in CONVENTIONAL
    }
    ambiguous |= {name: rooms for name, rooms in classes.items() if len(rooms) > 1}
    assert not ambiguous, "\n".join(f"{name}: {sorted(rooms)}" for name, rooms in sorted(ambiguous.items()))


def test_the_prose_of_the_code_is_plain() -> None:
    found = [
        f"{_where(file, line)} {told}"
        for file in PYTHON
        for line, text in _prose(file)
        for told in _banned(text)
    ]
    assert not found, "\n".join(found)


def test_the_names_of_the_tests_are_plain() -> None:
    """A test's name says what it shows; it has no docstring for it."""
    found = [
        f"{_where(file, node.lineno)} {told}"
        for file in PYTHON
        for node in ast.walk(_tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
        for told in _banned(node.name.replace("_", " "))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)
def test_the_documents_are_plain(file: Path) -> None:
    found = [f"{_where(file, line)} {told}" for line, text in _paragraphs(file) for told in _banned(text)]
    assert not found, "\n".join(found)


def test_the_comments_of_other_files_are_plain() -> None:
    found = [
        f"{_where(file, line)} {told}"
        for file in TRACKED
        if (sign := COMMENTED.get(file.suffix or file.name))
        for line, text in _comments(file, sign)
        for told in _banned(text)
    ]
    assert not found, "\n".join(found)


def test_the_finders_find() -> None:
    tree = ast.parse(
        "for one in [1]: pass\ndef f(one): return [one for one in x]\nlambda one: 1\none = 1\nnone = x.one\n"
        "def one(): pass"
    )
    assert sorted(_called_one(tree)) == [1, 2, 2, 3, 4, 6]
    assert list(_banned("Messages in the air, `desk` of `errands`, in the airport")) == [
        "'in the air': in flight, outcome unknown"
    ]
    assert _snake("OneHop") == "one_hop"
    assert room(BOT / "storage" / "fast" / "x.py") == "storage"
    assert room(BOT / "services" / "jobs" / "x.py") == "services/jobs"


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def _classes(file: Path) -> Iterator[ast.ClassDef]:
    return (node for node in ast.walk(_tree(file)) if isinstance(node, ast.ClassDef))


def _called_one(tree: ast.Module) -> Iterator[int]:
    """The lines in which a variable, a parameter or a function is called `one`."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id="one", ctx=ast.Store()) | ast.arg(arg="one"):
                yield node.lineno
            case ast.FunctionDef(name="one") | ast.AsyncFunctionDef(name="one"):
                yield node.lineno


def _banned(text: str) -> Iterator[str]:
    """What the text says that it must not, each with what to say instead."""
    plain = re.sub(r"`[^`]*`", "", text)
    for pattern, instead in BANNED:
        if found := re.search(pattern, plain, re.IGNORECASE):
            yield f"{found[0]!r}: {instead}"


def _paragraphs(file: Path) -> Iterator[tuple[int, str]]:
    """(first line, text) of every paragraph of a document, each row of a table by itself."""
    line = 1
    for block in re.split(r"(\n\s*\n|\n(?=\|))", file.read_text(encoding="utf-8")):
        yield line, " ".join(block.split())
        line += block.count("\n")


def _comments(file: Path, sign: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every comment of a file that is no Python."""
    comment = re.compile(rf"(?:^|\s){sign}(.*)")
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if found := comment.search(line):
            yield number, found[1]


def _prose(file: Path) -> Iterator[tuple[int, str]]:
    """(line, text) of every docstring and comment."""
    source = file.read_text(encoding="utf-8")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
    for node in ast.walk(_tree(file)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            line = 1 if isinstance(node, ast.Module) else node.lineno
            yield line, " ".join((ast.get_docstring(node) or "").split())


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip("_")).lower()


def _where(file: Path, line: int = 1) -> str:
    return f"{file.relative_to(ROOT)}:{line}"
