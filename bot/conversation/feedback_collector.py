"""Collects messages that were not understood, for the staff: masked, and without who wrote them."""

import re
from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from bot.understanding.parse import Parse
from bot.understanding.slots import person

MOST = 1000  # kept in memory between two writes; when more come, the oldest are dropped
_DIGITS = re.compile(r"[\d零〇一二三四五六七八九幺]{5,}")
_ROOM = re.compile(r"\d+(?=室)")


class Reason(StrEnum):
    """Why a message is worth the staff's attention."""

    ASKED = "asked"  # the resident was asked back
    MISSED = "missed"  # not understood at all
    DENIED = "denied"  # answered, and the resident said 不是
    WITHHELD = "withheld"  # the answer rests on what is no longer in force: the content has to be renewed


@dataclass(frozen=True, slots=True)
class Evidence:
    """One message (masked), how it was understood, and what the resident then chose ("" for nothing)."""

    text: str
    reason: Reason
    intent: str
    confidence: float
    chosen: str = ""


class FeedbackCollector:
    """Collects evidence during turns; the feedback writer stores it, outside of any turn."""

    def __init__(self) -> None:
        self._collected: deque[Evidence] = deque(maxlen=MOST)

    def note(self, evidence: Evidence) -> None:
        """Keep it until the next `drain`."""
        if evidence.text:
            self._collected.append(evidence)

    def drain(self) -> list[Evidence]:
        """All that was noted since the last time."""
        evidence = list(self._collected)
        self._collected.clear()
        return evidence


def masked(parse: Parse) -> str:
    """The text without names and numbers."""
    return _masked(parse.text.strip(), str(parse.slots.get("name") or ""))


@lru_cache(MOST)
def _masked(text: str, given_name: str) -> str:
    names = {person.find_name(text, asked=False), person.beside(text), given_name}
    for name in names - {None, ""}:
        text = text.replace(str(name), "某某")
    return _ROOM.sub("#", _DIGITS.sub("#", text))
