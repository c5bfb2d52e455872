"""The official account's menu fits WeChat's sizes, and its buttons mean something."""

import unicodedata
from collections.abc import Iterator

from bot.content.loader import Loaded
from bot.content.menu import KEY_BYTES, SUB_BYTES, SUB_SHOWN, TOP_BYTES, TOP_SHOWN, URL_BYTES, Press
from bot.content.snapshot import Content
from bot.content.source import Document, Problem, Where


def menu(loaded: Loaded, content: Content) -> Iterator[Problem]:
    """All problems of menu.yaml."""
    document = loaded.documents["knowledge/menu.yaml"]
    for number, button in enumerate(content.account_menu.buttons):
        where: Where = ("buttons", number)
        yield from _name(document, where, button, TOP_BYTES, TOP_SHOWN)
        yield from _press(document, where, button, content)
        for index, inner in enumerate(button.buttons):
            place: Where = (*where, "buttons", index)
            yield from _name(document, place, inner, SUB_BYTES, SUB_SHOWN)
            yield from _press(document, place, inner, content)


def _name(document: Document, where: Where, button: Press, most: int, shown: int) -> Iterator[Problem]:
    width = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in button.name)
    if width > 2 * shown or len(button.name.encode()) > most:
        yield document.problem((*where, "name"), f"「{button.name}」太长，这一级最多 {shown} 个汉字")


def _press(document: Document, where: Where, button: Press, content: Content) -> Iterator[Problem]:
    if button.intent and button.intent not in content.intents:
        yield document.problem((*where, "intent"), f"没有「{button.intent}」这个意图")
    if len(button.key.encode()) > KEY_BYTES:
        field = "intent" if button.intent else "say"
        yield document.problem((*where, field), f"太长，最多 {KEY_BYTES // 3} 个汉字")
    if button.page and len(button.page.encode()) > URL_BYTES:
        yield document.problem((*where, "page"), f"网址太长，最多 {URL_BYTES} 个字节")
