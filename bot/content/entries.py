"""A content file as entries with fields, for forms: what changes is changed in place, comments and order are kept.

Pure: text in, text out. ruamel.yaml keeps the rest of the file as it is, to the byte (PyYAML would not).
A part of a field has a path: `classes.0.starts.date`; what no entry of the section has, a form does not offer.
"""

import datetime
import io
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from bot.common.errors import ContentError

_TITLES = ("name", "title", "label", "question", "id", "thing", "text")
LIST_MARK = "、"
WHOLE = "whole"  # what a file says beside its lists of entries, as if it were an entry
REMOVED = "removed"  # the last part of the path by which a row is taken out
# A class starts on a date, or every so many weeks from an anchor: either may be wanted where the other stands.
_MAY = {"starts": {"date": datetime.date(2026, 1, 1), "anchor": datetime.date(2026, 1, 1), "every_weeks": 1}}


@dataclass(frozen=True, slots=True)
class Field:
    """One input. kind: line, words (a list, 、 between), lines (a list, one a line), long (a text), more (YAML), rows.

    name: the path; rows: of a list of entries within the entry, the last one empty, for another.
    """

    name: str
    kind: str
    value: str = ""
    rows: tuple[tuple["Field", ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a section: its place and what it is called."""

    index: int
    title: str


def sections(text: str) -> dict[str, list[Entry]]:
    """The lists of entries that the file has, by their keys. ContentError: it is no YAML."""
    data = _seen(text)
    found = {}
    for key, value in data.items() if isinstance(data, dict) else ():
        if _is_rows(value):
            found[str(key)] = [Entry(number, _title(one)) for number, one in enumerate(value)]
        elif key == "replies" and isinstance(value, dict):
            found[key] = [Entry(number, str(name)) for number, name in enumerate(value)]
    return found


def fields(text: str, section: str, index: int) -> list[Field]:
    """The fields of an entry, also those that only others of the section have; of a new one (index -1) empty."""
    data = _seen(text)
    if section == WHOLE:
        return list(_fields(_beside(data), data, ""))
    part = data[section]
    if isinstance(part, dict):
        name = list(part)[index]
        return [Field("text", "long", str(part[name]))]
    return list(_fields(_merged(part), part[index] if index >= 0 else {}, ""))


def changed(text: str, section: str, index: int, values: Mapping[str, str]) -> str:
    """The file with the entry changed, or added at the end (index -1). ContentError: a field is no YAML."""
    data = _read(text)
    given = {name: said.replace("\r\n", "\n") for name, said in values.items()}
    if section == WHOLE:
        _set(data, _beside(data), given, "")
        return _written(data)
    part = data[section]
    if isinstance(part, dict):
        part[list(part)[index]] = given["text"]
        return _written(data)
    shape = _merged(part)
    entry = part[index] if index >= 0 else CommentedMap()
    _set(entry, shape, given, "")
    if index < 0:
        part.append(entry)
        _named(part, section, shape)
    return _written(data)


def without(text: str, section: str, index: int) -> str:
    """The file without the entry."""
    data = _read(text)
    part = data[section]
    if not isinstance(part, list) or not 0 <= index < len(part):
        raise ContentError("没有这一条")
    del part[index]
    return _written(data)


def _beside(data: Any) -> dict[str, Any]:
    return _merged([{key: value for key, value in data.items() if key != "replies" and not _is_rows(value)}])


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _merged(rows: Any) -> dict[str, Any]:
    """Every key that a row has, with an example of what stands there."""
    shape: dict[str, Any] = {}
    for row in rows:
        for key, value in row.items():
            if isinstance(value, dict) and not isinstance(value, list):
                shape[key] = {**shape.get(key, {}), **value}
            elif _is_rows(value):
                shape[key] = [_merged([*shape.get(key, []), *value])]
            else:
                shape.setdefault(key, value)
    return {key: {**_MAY.get(key, {}), **value} if key in _MAY else value for key, value in shape.items()}


def _fields(shape: Mapping[str, Any], entry: Mapping[str, Any], path: str) -> Iterator[Field]:
    for key, example in shape.items():
        value, name = entry.get(key), f"{path}{key}"
        if _is_rows(example):
            rows = [*(value or []), {}]
            made = (tuple(_fields(example[0], row, f"{name}.{at}.")) for at, row in enumerate(rows))
            yield Field(name, "rows", rows=tuple(made))
        elif isinstance(example, dict):
            yield from _fields(example, value or {}, f"{name}.")
        else:
            yield Field(name, _kind(example if value is None else value), _said(value))


def _set(entry: Any, shape: Mapping[str, Any], given: Mapping[str, str], path: str) -> None:
    for key, example in shape.items():
        name = f"{path}{key}"
        if _is_rows(example):
            _set_rows(entry, key, example[0], given, name)
        elif isinstance(example, dict):
            inner = entry.get(key)
            inner = CommentedMap() if inner is None else inner
            _set(inner, example, given, f"{name}.")
            if key not in entry and inner:
                inner.fa.set_flow_style()
                entry[key] = inner
        elif name in given:
            _put(entry, key, example, given[name])


def _set_rows(entry: Any, key: str, shape: Mapping[str, Any], given: Mapping[str, str], name: str) -> None:
    rows = entry.get(key)
    fresh: Any = [] if rows is None else rows
    for at, row in enumerate(fresh):
        _set(row, shape, given, f"{name}.{at}.")
    more = CommentedMap()
    _set(more, shape, given, f"{name}.{len(fresh)}.")
    for at in range(len(fresh) - 1, -1, -1):
        if given.get(f"{name}.{at}.{REMOVED}"):
            del fresh[at]
    if more:
        fresh.append(more)
        _named(fresh, key, shape)
    if rows is None and fresh:
        entry[key] = fresh


def _named(rows: Any, section: str, shape: Mapping[str, Any]) -> None:
    """An identifier for the last row, if its writer gave none: nobody but us needs to think of one."""
    last = rows[-1]
    if "id" in shape and not last.get("id"):
        taken = {str(row.get("id")) for row in rows[:-1]}
        number = next(number for number in range(1, len(taken) + 2) if f"{section}-{number}" not in taken)
        last.insert(0, "id", f"{section}-{number}")


def _put(entry: Any, key: str, example: Any, said: str) -> None:
    old, said = entry.get(key), said.strip()
    if said == _said(old).strip():
        return
    if not said:
        entry.pop(key, None)
    else:
        entry[key] = _value(said, example if old is None else old)


def _kind(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(one, str | int) for one in value):
        texts = [str(one) for one in value]
        short = all(len(one) < 12 and LIST_MARK not in one for one in texts) and len(texts) < 40
        return "words" if short else "lines"
    if isinstance(value, list | dict):
        return "more"
    return "long" if isinstance(value, str) and (len(value) > 40 or "\n" in value) else "line"


def _said(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list() | dict() if _kind(value) == "more":
            return textwrap.dedent(_written(value)).strip()
        case list():
            return (LIST_MARK if _kind(value) == "words" else "\n").join(str(one) for one in value)
    return str(value)


def _value(said: str, example: Any) -> Any:
    match _kind(example):
        case "words":
            parts = [part.strip() for part in said.replace("，", LIST_MARK).split(LIST_MARK) if part.strip()]
            return [_read(part) for part in parts] if isinstance(example[0], int) else parts
        case "lines":
            return [line.strip() for line in said.split("\n") if line.strip()]
        case "more":
            return _read(said)
    return said if isinstance(example, str) else _read(said)


def _title(entry: Mapping[str, Any]) -> str:
    return str(next((entry[name] for name in _TITLES if name in entry), "…"))[:40]


def _yaml() -> YAML:
    made = YAML()
    made.preserve_quotes = True
    made.width = 1_000_000
    made.indent(mapping=2, sequence=4, offset=2)
    return made


@lru_cache(maxsize=4)
def _seen(text: str) -> Any:
    """The file to look at: reading takes half a second, and a form is looked at more often than it is saved."""
    return _read(text)


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
