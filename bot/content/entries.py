"""A content file as entries with fields, for forms: what changes is changed in place, comments and order are kept.

Pure: text in, text out. ruamel.yaml keeps the rest of the file as it is, to the byte (PyYAML would not).
"""

import io
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from bot.errors import ContentError

_TITLES = ("name", "title", "label", "question", "id", "thing", "text")
LIST_MARK = "、"


@dataclass(frozen=True, slots=True)
class Field:
    """One input. kind: line, words (a list, 、 between), lines (a list, one a line), long (a text), more (YAML)."""

    name: str
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a section: its place and what it is called."""

    index: int
    title: str


def sections(text: str) -> dict[str, list[Entry]]:
    """The lists of entries that the file has, by their keys. ContentError: it is no YAML."""
    data = _read(text)
    found = {}
    for key, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            found[str(key)] = [Entry(number, _title(one)) for number, one in enumerate(value)]
        elif key == "replies" and isinstance(value, dict):
            found[key] = [Entry(number, str(name)) for number, name in enumerate(value)]
    return found


def fields(text: str, section: str, index: int) -> list[Field]:
    """The fields of an entry; of a new one (index -1) those of the first, empty."""
    part = _read(text)[section]
    if isinstance(part, dict):
        name = list(part)[index]
        return [Field("text", "long", str(part[name]))]
    shape = part[max(index, 0)]
    return [_field(str(name), value, blank=index < 0) for name, value in shape.items()]


def changed(text: str, section: str, index: int, values: Mapping[str, str]) -> str:
    """The file with the entry changed, or added at the end (index -1). ContentError: a field is no YAML."""
    data = _read(text)
    part = data[section]
    if isinstance(part, dict):
        part[list(part)[index]] = values["text"].replace("\r\n", "\n")
        return _written(data)
    shape = part[max(index, 0)]
    entry = shape if index >= 0 else type(shape)()
    for name, said in values.items():
        if name not in shape:
            continue
        value = _value(name, said.replace("\r\n", "\n").strip(), shape[name])
        if value is None:
            entry.pop(name, None)
        elif index < 0 or said.strip() != _field(name, shape[name], blank=False).value.strip():
            entry[name] = value
    if index < 0:
        part.append(entry)
    return _written(data)


def without(text: str, section: str, index: int) -> str:
    """The file without the entry."""
    data = _read(text)
    part = data[section]
    if not isinstance(part, list) or not 0 <= index < len(part):
        raise ContentError("没有这一条")
    del part[index]
    return _written(data)


def _field(name: str, value: Any, *, blank: bool) -> Field:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        short = all(len(one) < 12 and LIST_MARK not in one for one in value) and len(value) < 40
        kind, mark = ("words", LIST_MARK) if short else ("lines", "\n")
        return Field(name, kind, "" if blank else mark.join(value))
    if isinstance(value, list | dict):
        return Field(name, "more", textwrap.dedent(_written(value)).strip())
    said = "" if blank else _spoken(value)
    return Field(
        name, "long" if isinstance(value, str) and (len(value) > 40 or "\n" in value) else "line", said
    )


def _spoken(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _value(name: str, said: str, old: Any) -> Any:
    if not said:
        return None
    match _field(name, old, blank=False).kind:
        case "words":
            return [part.strip() for part in said.replace("，", LIST_MARK).split(LIST_MARK) if part.strip()]
        case "lines":
            return [line.strip() for line in said.split("\n") if line.strip()]
        case "more":
            return _read(said)
    return said if isinstance(old, str) else _read(said)


def _title(entry: Mapping[str, Any]) -> str:
    return str(next((entry[name] for name in _TITLES if name in entry), "…"))[:40]


def _yaml() -> YAML:
    made = YAML()
    made.preserve_quotes = True
    made.width = 1_000_000
    made.indent(mapping=2, sequence=4, offset=2)
    return made


def _read(text: str) -> Any:
    try:
        return _yaml().load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"第{mark.line + 1}行" if mark else ""
        raise ContentError(f"{where}写得不对：{getattr(error, 'problem', '')}") from None


def _written(data: Any) -> str:
    out = io.StringIO()
    _yaml().dump(data, out)
    return out.getvalue()
