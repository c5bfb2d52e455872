"""Every knowledge file says who answers for it, where it comes from, when it is reviewed; names stand for one thing."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.content.loader import Loaded
from bot.content.source import Document, Problem, Where

_LISTS = {"venues": "场馆", "teams": "志愿者队伍", "events": "活动"}


def governed(loaded: Loaded) -> Iterator[Problem]:
    """Missing sources and review dates, dates in the wrong order, names used twice."""
    broken = {problem.file for problem in loaded.problems}
    tips: dict[str, str] = {}
    ids: set[str] = set()
    asked: dict[str, str] = {}
    for file, document in loaded.documents.items():
        if not file.startswith("knowledge/") or file in broken:
            continue
        yield from _signed(document)
        yield from _order(document, document.data, ())
        part = loaded.part_of(file)
        for key, kind in (_LISTS if part is None else part.lists).items():
            entries = document.data.get(key, ())
            if all(isinstance(entry, Mapping) for entry in entries):
                yield from _names(document, (key,), entries, kind)
        if file.startswith("knowledge/tips/"):
            yield from _tip_names(document, tips)
        if file.startswith("knowledge/faq/"):
            yield from _questions(document, ids, asked)


def _signed(document: Document) -> Iterator[Problem]:
    if not document.data.get("sources"):
        yield document.problem((), "要写明出处（sources）")
    if not document.data.get("review_by"):
        yield document.problem((), "要写明什么时候前复核（review_by，如 2027-06-30）")


def _order(document: Document, data: Any, where: Where) -> Iterator[Problem]:
    if isinstance(data, Mapping):
        first, last = data.get("valid_from"), data.get("valid_until")
        if isinstance(first, str) and isinstance(last, str) and first > last:
            yield document.problem((*where, "valid_until"), f"有效期的终点 {last} 早于起点 {first}")
        for key, value in data.items():
            yield from _order(document, value, (*where, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _order(document, value, (*where, number))


def _names(document: Document, where: Where, entries: Sequence[Any], kind: str) -> Iterator[Problem]:
    ids: set[str] = set()
    names: dict[str, int] = {}
    for number, entry in enumerate(entries):
        if entry["id"] in ids:
            yield document.problem((*where, number, "id"), f"编号「{entry['id']}」用了两次")
        ids.add(entry["id"])
        for name in (entry["name"], *entry.get("aliases", ())):
            if names.setdefault(name, number) != number:
                other = entries[names[name]]["name"]
                field = "name" if name == entry["name"] else "aliases"
                text = f"「{name}」也是「{other}」的叫法，只能属于一个{kind}"
                yield document.problem((*where, number, field), text)


def _tip_names(document: Document, seen: dict[str, str]) -> Iterator[Problem]:
    data = document.data
    for name in (data["name"], *data.get("aliases", ())):
        other = seen.setdefault(name, data["name"])
        if other != data["name"]:
            yield document.problem(("aliases",), f"「{name}」也是「{other}」的叫法，只能属于一种灾害")


def _questions(document: Document, ids: set[str], asked: dict[str, str]) -> Iterator[Problem]:
    for number, question in enumerate(document.data["questions"]):
        where: Where = ("questions", number)
        if question["id"] in ids:
            yield document.problem((*where, "id"), f"编号「{question['id']}」用了两次")
        ids.add(question["id"])
        for index, ask in enumerate(question["ask"]):
            other = asked.setdefault(f"{question['intent']} {ask}", question["id"])
            if other != question["id"]:
                yield document.problem((*where, "ask", index), f"「{ask}」在「{other}」里也有")
