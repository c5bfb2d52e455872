"""Reads YAML files with their line numbers, so that a problem can be reported by file and line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from bot.content.model import ContentModel
from bot.content.yaml_limits import MAX_LENGTH, exceeded

Where = tuple[str | int, ...]
P = TypeVar("P", bound=ContentModel)

FOLDERS = ("intents", "knowledge")
"""The folders that hold the content."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in a content file, described for the staff; `file` is relative to the content's folder."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its data (every scalar is a string, which the models convert) and the line of every node."""

    file: str
    data: Any
    lines: dict[Where, int]

    def line(self, where: Where) -> int:
        """The line of this node, or of the nearest node around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def problem(self, where: Where, text: str) -> Problem:
        """A problem at this node of the file."""
        return Problem(self.file, self.line(where), text)


def read(path: Path, file: str) -> tuple[Document | None, list[Problem]]:
    """The file as a document, or None; never raises: faults come back as problems."""
    try:
        text = _text(path)
        limit = exceeded(text)
        if limit:
            return None, [Problem(file, *limit)]
        loader = yaml.CBaseLoader(text)
        node = loader.get_single_node()
    except (OSError, UnicodeDecodeError) as error:
        return None, [Problem(file, 1, f"文件读不出来：{error}")]
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        return None, [Problem(file, line, f"YAML 写法有误：{error.problem}（看看缩进、引号和冒号后的空格）")]
    except yaml.YAMLError as error:
        return None, [Problem(file, 1, f"YAML 写法有误：{error}")]
    if node is None:
        return None, [Problem(file, 1, "文件是空的")]
    lines: dict[Where, int] = {}
    problems: list[Problem] = []
    _walk(node, (), file, lines, problems)
    if problems:
        return None, problems
    return Document(file, loader.construct_document(node), lines), []


def _text(path: Path) -> str:
    """The file's text; of a file that is too large no more than shows that it is."""
    with path.open(encoding="utf-8") as file:
        return file.read(MAX_LENGTH + 1)


def _walk(node: Any, where: Where, file: str, lines: dict[Where, int], problems: list[Problem]) -> None:
    lines[where] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = (*where, key.value) if isinstance(key.value, str) else where
            if place in lines:
                problems.append(Problem(file, key.start_mark.line + 1, f"「{key.value}」写了两次"))
            _walk(value, place, file, lines, problems)
            lines[place] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            _walk(item, (*where, number), file, lines, problems)


def validate(document: Document, model: type[P]) -> tuple[P | None, list[Problem]]:
    """The document as this model, or None and the problems that the model finds."""
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        return None, [_problem(document, detail) for detail in error.errors()]


def _problem(document: Document, detail: Any) -> Problem:
    where: Where = tuple(detail["loc"])
    name = where[-1] if where else ""
    kind = str(detail["type"])
    limits = detail.get("ctx", {})
    texts = {
        "missing": f"缺少「{name}」",
        "extra_forbidden": f"不认识的字段「{name}」（是不是写错了字？）",
        "string_too_short": f"「{name}」不能是空的",
        "too_short": f"「{name}」至少要有 {limits.get('min_length')} 条",
        "too_long": f"「{name}」最多 {limits.get('max_length')} 条",
        "int_parsing": f"「{name}」要写数字",
        "literal_error": f"「{name}」只能是 {limits.get('expected')}",
        "enum": f"「{name}」只能是 {limits.get('expected')}",
        "tuple_type": f"「{name}」要写成一列（每行以 - 开头）",
        "string_type": f"「{name}」要写文字；含冒号、方括号、花括号的句子请加引号",
    }
    return document.problem(where, texts.get(kind, f"「{name}」有误：{detail['msg']}"))
