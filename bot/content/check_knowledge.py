"""Checks of `knowledge/`: every file says where it comes from and when it is reviewed; and the checks that the parts declare."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.content.loader import Loaded
from bot.content.snapshot import Content
from bot.content.source import Document, Problem, Where


def check_knowledge(loaded: Loaded, content: Content) -> Iterator[Problem]:
    """Missing sources and review dates, dates in the wrong order, names used twice, and what the parts check themselves."""
    for part in loaded.parts:
        documents = loaded.documents_of(part)
        for document in documents:
            yield from _check_sources(document)
            yield from _check_dates(document, document.data, ())
            for key, noun in part.lists.items():
                yield from _check_names(document, key, noun)
        yield from part.check(content, documents)


def _check_sources(document: Document) -> Iterator[Problem]:
    if not document.data.get("sources"):
        yield document.problem((), "要写明出处（sources）")
    if not document.data.get("review_by"):
        yield document.problem((), "要写明什么时候前复核（review_by，如 2027-06-30）")


def _check_dates(document: Document, data: Any, where: Where) -> Iterator[Problem]:
    if isinstance(data, Mapping):
        first, last = data.get("valid_from"), data.get("valid_until")
        if isinstance(first, str) and isinstance(last, str) and first > last:
            yield document.problem((*where, "valid_until"), f"有效期的终点 {last} 早于起点 {first}")
        for key, value in data.items():
            yield from _check_dates(document, value, (*where, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _check_dates(document, value, (*where, number))


def _check_names(document: Document, key: str, noun: str) -> Iterator[Problem]:
    """In this list, an id and a name stand for one entry only."""
    entries = document.data[key]
    ids: set[str] = set()
    names: dict[str, int] = {}
    for number, entry in enumerate(entries):
        if entry["id"] in ids:
            yield document.problem((key, number, "id"), f"编号「{entry['id']}」用了两次")
        ids.add(entry["id"])
        for name in (entry["name"], *entry.get("aliases", ())):
            if names.setdefault(name, number) != number:
                other = entries[names[name]]["name"]
                field = "name" if name == entry["name"] else "aliases"
                text = f"「{name}」也是「{other}」的叫法，只能属于一个{noun}"
                yield document.problem((key, number, field), text)
