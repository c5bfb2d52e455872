"""A content file as entries with fields, for the console's forms; a change keeps comments and order.

Pure: text in, text out; the rest of the file stays as it is, to the byte.
A field is named by its path in the entry: `classes.0.starts.date`. A form offers the fields that any entry of the section has.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.comments import CommentedMap

from bot.common.errors import ContentError
from bot.content.field_values import (
    FieldKind,
    dump_yaml,
    field_kind,
    field_text,
    field_value,
    parse_cached,
    parse_yaml,
)

_TITLES = ("name", "title", "label", "question", "id", "thing", "text")
WHOLE = "whole"  # the section of the fields that stand beside the lists of entries, as one entry
REMOVED = "removed"  # the last step of the path that takes a row out
# Fields that a form offers also where no entry has them: a class starts on a date, or every so many weeks from an anchor.
_ALTERNATIVES = {
    "starts": {"date": datetime.date(2026, 1, 1), "anchor": datetime.date(2026, 1, 1), "every_weeks": 1}
}


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a form.

    name: the path. rows: the fields of each entry of a list within the entry; the last row is empty, to add an entry.
    """

    name: str
    kind: FieldKind
    value: str = ""
    rows: tuple[tuple["Field", ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ContentEntry:
    """An entry of a section: its place in the list, and its title."""

    index: int
    title: str


def sections(text: str) -> dict[str, list[ContentEntry]]:
    """The lists of entries that the file has, by their keys. ContentError: the text is no YAML."""
    data = parse_cached(text)
    listed = {}
    for key, value in data.items() if isinstance(data, dict) else ():
        if _is_rows(value):
            listed[str(key)] = [ContentEntry(number, _title(entry)) for number, entry in enumerate(value)]
        elif key == "replies" and isinstance(value, dict):
            listed[key] = [ContentEntry(number, str(name)) for number, name in enumerate(value)]
    return listed


def fields(text: str, section: str, index: int) -> list[Field]:
    """The fields of an entry, with those that only other entries of the section have; empty for a new one (index -1)."""
    data = parse_cached(text)
    if section == WHOLE:
        return list(_fields(_beside(data), data, ""))
    part = data[section]
    if isinstance(part, dict):
        name = list(part)[index]
        return [Field("text", FieldKind.LONG, str(part[name]))]
    return list(_fields(_merged(part), part[index] if index >= 0 else {}, ""))


def changed(text: str, section: str, index: int, values: Mapping[str, str]) -> str:
    """The file's text with the entry changed, or added at the end (index -1). ContentError: a field is no YAML."""
    data = parse_yaml(text)
    given = {name: value.replace("\r\n", "\n") for name, value in values.items()}
    if section == WHOLE:
        _set(data, _beside(data), given, "")
        return dump_yaml(data)
    part = data[section]
    if isinstance(part, dict):
        part[list(part)[index]] = given["text"]
        return dump_yaml(data)
    shape = _merged(part)
    entry = part[index] if index >= 0 else CommentedMap()
    _set(entry, shape, given, "")
    if index < 0:
        part.append(entry)
        _add_id(part, section, shape)
    return dump_yaml(data)


def without(text: str, section: str, index: int) -> str:
    """The file's text without the entry."""
    data = parse_yaml(text)
    part = data[section]
    if not isinstance(part, list) or not 0 <= index < len(part):
        raise ContentError("没有这一条")
    del part[index]
    return dump_yaml(data)


def _beside(data: Any) -> dict[str, Any]:
    return _merged([{key: value for key, value in data.items() if key != "replies" and not _is_rows(value)}])


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


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
    return {
        key: {**_ALTERNATIVES[key], **value} if key in _ALTERNATIVES else value
        for key, value in shape.items()
    }


def _fields(shape: Mapping[str, Any], entry: Mapping[str, Any], path: str) -> Iterator[Field]:
    for key, example in shape.items():
        value, name = entry.get(key), f"{path}{key}"
        if _is_rows(example):
            rows = (
                tuple(_fields(example[0], row, f"{name}.{at}."))
                for at, row in enumerate([*(value or []), {}])
            )
            yield Field(name, FieldKind.ROWS, rows=tuple(rows))
        elif isinstance(example, dict):
            yield from _fields(example, value or {}, f"{name}.")
        else:
            yield Field(name, field_kind(example if value is None else value), field_text(value))


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
    present = entry.get(key)
    rows: Any = [] if present is None else present
    for at, row in enumerate(rows):
        _set(row, shape, given, f"{name}.{at}.")
    added = CommentedMap()
    _set(added, shape, given, f"{name}.{len(rows)}.")
    for at in range(len(rows) - 1, -1, -1):
        if given.get(f"{name}.{at}.{REMOVED}"):
            del rows[at]
    if added:
        rows.append(added)
        _add_id(rows, key, shape)
    if present is None and rows:
        entry[key] = rows


def _add_id(rows: Any, section: str, shape: Mapping[str, Any]) -> None:
    """Give the last row an identifier when its author gave none."""
    last = rows[-1]
    if "id" in shape and not last.get("id"):
        taken = {str(row.get("id")) for row in rows[:-1]}
        number = next(number for number in range(1, len(taken) + 2) if f"{section}-{number}" not in taken)
        last.insert(0, "id", f"{section}-{number}")


def _put(entry: Any, key: str, example: Any, text: str) -> None:
    old, text = entry.get(key), text.strip()
    if text == field_text(old).strip():
        return
    if not text:
        entry.pop(key, None)
    else:
        entry[key] = field_value(text, example if old is None else old)


def _title(entry: Mapping[str, Any]) -> str:
    return str(next((entry[name] for name in _TITLES if name in entry), "…"))[:40]
