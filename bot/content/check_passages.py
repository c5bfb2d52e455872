"""Checks that what answers a question by itself would do so: its words mean nothing else."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.common.postback import Wish
from bot.content.loader import Loaded
from bot.content.snapshot import Content
from bot.content.source import Problem, Where

_SIGNS = re.compile(r"[^\w]")


def check_passages(
    loaded: Loaded, content: Content, answered_otherwise: Callable[[str], bool]
) -> Iterator[Problem]:
    """Words that two passages share, and questions that are exact words for something else: their answer is never shown.

    answered_otherwise: whether a message of just these words is answered in another way, whatever is written.
    """
    said: dict[str, Wish] = {}
    for passage in content.passages:
        for words in (*passage.asks, *passage.sure):
            other = said.setdefault(_SIGNS.sub("", words).lower(), passage.wish)
            if other != passage.wish:
                text = f"「{words}」在「{_id(other)}」里也有，居民这样说，只有一条会答"
                yield _at(loaded, words, _id(passage.wish), text)
            elif answered_otherwise(words):
                text = f"居民一说「{words}」就办别的事了，看不到这一条：换个问法"
                yield _at(loaded, words, _id(passage.wish), text)


def _id(wish: Wish) -> str:
    return wish.slots[0][1] if wish.slots else wish.intent


def _at(loaded: Loaded, words: str, entry: str, text: str) -> Problem:
    """The problem at the place of these words in the entry of this id."""
    for document in loaded.documents.values():
        for where in _places(document.data, words, ()):
            holder = document.data
            for step in where[:2]:
                holder = holder[step]
            if isinstance(holder, dict) and holder.get("id") == entry:
                return document.problem(where, text)
    return Problem("knowledge", 1, text)


def _places(data: Any, words: str, where: Where) -> Iterator[Where]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from _places(value, words, (*where, key))
    if data == words:
        yield where
