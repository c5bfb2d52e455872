"""Exact words that mean one thing whatever is open (退订, 接单 12). Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.common.postback import Control, Postback, Wish
from bot.understanding.slots.numerals import figures


@dataclass(frozen=True, slots=True)
class ExactWords:
    """Exact words that go straight to an intent or a control; the pattern's named groups are the intent's slots."""

    pattern: re.Pattern[str]
    intent: str | Control


_WRAPPING = " \t\n「」『』“”\"'《》【】。.!！~，,、"
"""What residents copy or type around a word that they were told to say."""


class ExactWordIndex:
    """All exact words; what is none of them, as nearly everything, is told by one expression."""

    def __init__(self, words: Sequence[ExactWords]) -> None:
        self._words = words
        unnamed = (re.sub(r"\(\?P<\w+>", "(?:", word.pattern.pattern) for word in words)
        self._any = re.compile("|".join(f"(?:{pattern})" for pattern in unnamed) or r"(?!)")

    def exact(self, text: str) -> Postback | None:
        """What the whole text is the exact words for; None if it is no exact words."""
        plain = unicodedata.normalize("NFKC", text).strip(_WRAPPING)
        for said in dict.fromkeys((plain, figures(plain))):
            if not self._any.fullmatch(said):
                continue
            for word in self._words:
                if found := word.pattern.fullmatch(said):
                    slots = tuple((name, value) for name, value in found.groupdict().items() if value)
                    return word.intent if isinstance(word.intent, Control) else Wish(word.intent, slots)
        return None
