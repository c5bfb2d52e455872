"""Splits a message that may hold several requests. Pure."""

import re

from bot.understanding.bounded_cache import remembered

SHORTEST = 3  # characters; a shorter part is no request
_SEPARATOR = re.compile(
    r"[，,。；;！!？?\n]++\s*+(?:然后|还有|另外|顺便|对了|再)?(?:我?(?:想|再|还想)?(?:问一?下|请问|问问))?"
    r"|(?:顺便|顺带|另外|还有就是|再就是|对了)(?:我?(?:想|再|还想)?(?:问一?下|请问|问问))?"
)


@remembered
def may_have_clauses(text: str) -> bool:
    """Does the text hold anything at which it could be split? Far cheaper than splitting it."""
    return _SEPARATOR.search(text) is not None


def split_clauses(text: str) -> list[str]:
    """The parts of a text that could each be a request; the text alone if there is nothing to split."""
    parts = [part.strip() for part in _SEPARATOR.split(text) if part and len(part.strip()) >= SHORTEST]
    return parts if len(parts) > 1 else [text]
