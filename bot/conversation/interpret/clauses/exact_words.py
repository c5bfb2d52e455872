"""Exact words that mean one thing whatever else is going on (退订, 接单 12). Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.common.postback import Control, Postback, Wish
from bot.understanding.slots.numerals import figures
from bot.understanding.text.bounded_cache import remembered


@dataclass(frozen=True, slots=True)
class ExactWords:
    """A pattern for the whole message and what it means; the pattern's named groups are the intent's slots."""

    pattern: re.Pattern[str]
    meaning: str | Control


_WRAPPING = " \t\n「」『』“”\"'《》【】。.!！~，,、"
"""What residents copy or type around a word that they were told to say."""


class ExactWordIndex:
    """All exact words; one combined regex rejects most messages early."""

    def __init__(self, words: Sequence[ExactWords]) -> None:
        self._words = words
        unnamed = (re.sub(r"\(\?P<\w+>", "(?:", word.pattern.pattern) for word in words)
        self._any = re.compile("|".join(f"(?:{pattern})" for pattern in unnamed) or r"(?!)")
        self._recurring = remembered(self._read)

    def meaning(self, text: str) -> Postback | None:
        """What the whole text is the exact words for; None if it is no exact words."""
        return self._recurring(text)

    def _read(self, text: str) -> Postback | None:
        plain = unicodedata.normalize("NFKC", text).strip(_WRAPPING)
        for spelling in dict.fromkeys((plain, figures(plain))):
            if not self._any.fullmatch(spelling):
                continue
            for word in self._words:
                if match := word.pattern.fullmatch(spelling):
                    return _meaning(word, match)
        return None


def _meaning(word: ExactWords, match: re.Match[str]) -> Postback:
    if isinstance(word.meaning, Control):
        return word.meaning
    slots = tuple((name, value) for name, value in match.groupdict().items() if value)
    return Wish(word.meaning, slots)
