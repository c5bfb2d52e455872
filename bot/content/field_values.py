"""Values of a YAML file as the text of form fields, and back. Pure.

ruamel.yaml keeps comments, quotes and layout (PyYAML would not).
"""

import io
import textwrap
from enum import StrEnum
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from yaml import YAMLError as PlainYAMLError

from bot.common.errors import ContentError
from bot.content.yaml_limits import exceeded

LIST_MARK = "、"


class FieldKind(StrEnum):
    """How a form shows a value.

    WORDS: a list joined by 、; LINES: a list with an item a line; LONG: a text; MORE: YAML; ROWS: a list of entries.
    """

    LINE = "line"
    WORDS = "words"
    LINES = "lines"
    LONG = "long"
    MORE = "more"
    ROWS = "rows"


def field_kind(value: Any) -> FieldKind:
    """The kind of field for a value that is no list of entries."""
    if isinstance(value, list) and all(isinstance(item, str | int) for item in value):
        return FieldKind.WORDS if _fit_a_line(list(map(str, value))) else FieldKind.LINES
    if isinstance(value, list | dict):
        return FieldKind.MORE
    return FieldKind.LONG if isinstance(value, str) and (len(value) > 40 or "\n" in value) else FieldKind.LINE


def _fit_a_line(texts: list[str]) -> bool:
    """Are they few, short, and without the mark that joins them?"""
    return len(texts) < 40 and all(len(text) < 12 and LIST_MARK not in text for text in texts)


def field_text(value: Any) -> str:
    """A value as the form shows it."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | dict() if field_kind(value) == FieldKind.MORE:
            return textwrap.dedent(dump_yaml(value)).strip()
        case list():
            return (LIST_MARK if field_kind(value) == FieldKind.WORDS else "\n").join(
                str(item) for item in value
            )
    return str(value)


def field_value(text: str, example: Any) -> Any:
    """What was typed, as a value of the same kind as the example."""
    match field_kind(example):
        case FieldKind.WORDS:
            parts = [part.strip() for part in text.replace("，", LIST_MARK).split(LIST_MARK) if part.strip()]
            return [parse_yaml(part) for part in parts] if isinstance(example[0], int) else parts
        case FieldKind.LINES:
            return [line.strip() for line in text.split("\n") if line.strip()]
        case FieldKind.MORE:
            return parse_yaml(text)
    return text if isinstance(example, str) else parse_yaml(text)


def _yaml() -> YAML:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


@lru_cache(maxsize=4)
def parse_cached(text: str) -> Any:
    """The file's data, not to be changed: parsing takes half a second, and a form is shown more often than it is saved."""
    return parse_yaml(text)


def parse_yaml(text: str) -> Any:
    """The data of a text, to be changed. ContentError: the text is no YAML, or exceeds its bounds."""
    try:
        limit = exceeded(text)
        data = None if limit else _yaml().load(text)
    except (YAMLError, PlainYAMLError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else ""
        raise ContentError(f"{where}写得不对：{getattr(error, 'problem', '')}") from None
    if limit:
        raise ContentError(f"第{limit[0]}行{limit[1]}")
    return data


def dump_yaml(data: Any) -> str:
    """The data as text, with the comments that it was read with."""
    out = io.StringIO()
    _yaml().dump(data, out)
    return out.getvalue()
