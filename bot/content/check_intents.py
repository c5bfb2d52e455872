"""Checks of `intents/`: labels, phrases, and the replies and forms that the programme needs."""

import string
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from bot.content.loader import LABELLED, Loaded
from bot.content.snapshot import Content
from bot.content.source import Document, Problem, Where
from bot.content.templates import TemplateError, expand

ENOUGH_PHRASES = 15

Needs = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the programme needs of the content.

    labels: what residents can want, each of which has its phrases. replies: with the fields that they may use.
    forms: with their slots.
    answered_otherwise: whether a message of just these words is answered in a way that no content changes.
    """

    labels: Collection[str]
    replies: Needs
    forms: Needs
    answered_otherwise: Callable[[str], bool] = lambda words: False


def check_intents(loaded: Loaded, expected: Expected) -> Iterator[Problem]:
    """Phrases in two intents, faulty templates, labels, replies and forms that the programme does not know or lacks.

    What depends on all files together is only checked when every file could be read.
    """
    yield from _phrases(loaded)
    yield from _templates(loaded)
    yield from _replies(loaded, expected.replies)
    yield from _forms(loaded, expected.forms)
    if loaded.content is not None:
        yield from _labels(loaded, loaded.content, expected.labels)


def _intent_files(loaded: Loaded) -> Iterator[Document]:
    """The files in intents/ that have the right form."""
    broken = {problem.file for problem in loaded.problems}
    for file, document in loaded.documents.items():
        if file.startswith("intents/") and not file.startswith(LABELLED) and file not in broken:
            yield document


def _labels(loaded: Loaded, content: Content, labels: Collection[str]) -> Iterator[Problem]:
    for document in _intent_files(loaded):
        for number, intent in enumerate(document.data.get("intents", ())):
            if intent["label"] not in labels:
                yield document.problem(("intents", number), f"没有「{intent['label']}」这个意图")
            if len(intent["phrases"]) < ENOUGH_PHRASES:
                text = (
                    f"「{intent['label']}」的说法只有 {len(intent['phrases'])} 条，至少要 {ENOUGH_PHRASES} 条"
                )
                yield document.problem(("intents", number, "phrases"), text)
        for number, label in enumerate(document.data.get("menu", ())):
            if label not in content.intents:
                yield document.problem(("menu", number), f"菜单里的「{label}」没有对应的意图")
    for label in labels:
        if label not in content.intents:
            yield Problem("intents", 1, f"缺少意图「{label}」")


def _phrases(loaded: Loaded) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for document in _intent_files(loaded):
        for number, intent in enumerate(document.data.get("intents", ())):
            for index, phrase in enumerate(intent["phrases"]):
                where: Where = ("intents", number, "phrases", index)
                other = seen.setdefault(phrase.strip(), intent["label"])
                if other != intent["label"]:
                    yield document.problem(where, f"「{phrase}」在「{other}」里也有，一句话只能属于一个意图")
                elif seen.get(f"{phrase.strip()}\0") == other:
                    yield document.problem(where, f"「{phrase}」写了两次")
                seen[f"{phrase.strip()}\0"] = intent["label"]


def _templates(loaded: Loaded) -> Iterator[Problem]:
    """Phrases whose brackets do not match, or that ask for the names of a slot that has none."""
    named = {name.slot for name in loaded.content.names} if loaded.content else None
    for document in _intent_files(loaded):
        for number, intent in enumerate(document.data.get("intents", ())):
            for index, phrase in enumerate(intent["phrases"]):
                fault = _template_fault(phrase, named)
                if fault:
                    yield document.problem(("intents", number, "phrases", index), f"「{phrase}」{fault}")


def _template_fault(phrase: str, named: Collection[str] | None) -> str:
    slots: list[str] = []

    def names(slot: str) -> tuple[str, ...]:
        slots.append(slot)
        return ()

    try:
        expand(phrase, names)
    except TemplateError:
        return "的括号没有配对，或者套得太深"
    unknown = [slot for slot in slots if named is not None and slot not in named]
    return f"里的「{{{unknown[0]}}}」没有可以填的名称" if unknown else ""


def _replies(loaded: Loaded, needs: Needs) -> Iterator[Problem]:
    present: set[str] = set()
    for document in _intent_files(loaded):
        for key, text in document.data.get("replies", {}).items():
            present.add(key)
            where: Where = ("replies", key)
            if key not in needs:
                yield document.problem(where, f"程序里没有用到「{key}」（是不是写错了字？）")
            else:
                yield from _fields(document, where, text, needs[key])
    if loaded.content is not None:
        for key in sorted(set(needs) - present):
            yield Problem("intents/replies", 1, f"缺少回复「{key}」")


def _fields(document: Document, where: Where, text: str, allowed: frozenset[str]) -> Iterator[Problem]:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        yield document.problem(where, "花括号没有配对：{ } 要成对出现")
        return
    for name in sorted(names - allowed):
        known = "、".join(sorted(allowed)) or "没有"
        yield document.problem(where, f"「{{{name}}}」填不出来，这里能用的有：{known}")


def _forms(loaded: Loaded, needs: Needs) -> Iterator[Problem]:
    present: set[str] = set()
    for document in _intent_files(loaded):
        for name, form in document.data.get("forms", {}).items():
            present.add(name)
            slots = needs.get(name)
            if slots is None:
                yield document.problem(("forms", name), f"程序里没有「{name}」这张表")
                continue
            for slot in sorted(slots - set(form["slots"])):
                yield document.problem(("forms", name, "slots"), f"缺少「{slot}」这一项")
            for slot in sorted(set(form["slots"]) - slots):
                yield document.problem(("forms", name, "slots", slot), f"「{name}」里没有「{slot}」这一项")
            yield from _fields(document, ("forms", name, "title"), form["title"], slots)
            for slot, words in form["slots"].items():
                for part in ("ask", "again"):
                    yield from _fields(document, ("forms", name, "slots", slot, part), words[part], slots)
    if loaded.content is not None:
        for name in sorted(set(needs) - present):
            yield Problem("intents/replies", 1, f"缺少表「{name}」的问句")
