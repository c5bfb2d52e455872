"""Splits a message that may hold several requests. Pure."""

import re

from bot.understanding.text.bounded_cache import remembered

SHORTEST = 3  # characters; a shorter part is no request
_SEPARATOR = re.compile(
    r"[，,。；;！!？?\n]++\s*+(?:然后|还有|另外|顺便|对了|再)?(?:我?(?:想|再|还想)?(?:问一?下|请问|问问))?"
    r"|(?:顺便|顺带|另外|还有就是|再就是|对了)(?:我?(?:想|再|还想)?(?:问一?下|请问|问问))?"
)


_STOPS = "，,。；;！!？?"
_WITH_STOPS = re.compile(rf"[^{_STOPS}\s]+[{_STOPS}\s]*")
_BARE = re.compile(rf"[^{_STOPS}\s]+")


@remembered
def may_have_clauses(text: str) -> bool:
    """Does the text hold anything at which it could be split? Far cheaper than splitting it."""
    return _SEPARATOR.search(text) is not None


def split_clauses(text: str) -> list[str]:
    """The parts of a text that could each be a request; the text alone if there is nothing to split."""
    parts = [part.strip() for part in _SEPARATOR.split(text) if part and len(part.strip()) >= SHORTEST]
    return parts if len(parts) > 1 else [text]


def clauses_with_stops(text: str) -> list[str]:
    """Every clause with the stops and spaces behind it; joined they are the text, without stops before the first."""
    return _WITH_STOPS.findall(text)


def bare_clauses(text: str) -> list[str]:
    """Every clause without stops and spaces; [] where there is none."""
    return _BARE.findall(text)


def first_clause(text: str) -> str:
    """The first clause with the stops behind it; "" where there is none."""
    first = _WITH_STOPS.search(text)
    return first[0] if first else ""


def without_stops(text: str) -> str:
    """The text without stops and spaces at its ends."""
    return text.strip(f"{_STOPS} ")
