"""Hears who asks how a danger is prevented before anything has happened: 「烤火盆怎么才不会中毒」 is no danger. Pure."""

from collections.abc import Sequence

from bot.common.text import any_of
from bot.content.shared.preventions import PREVENTION, Preventions
from bot.content.snapshot import Content
from bot.understanding.danger_signs.telling_part import clauses

_DONE = "了"  # before the question: 「被狗咬了要注意什么」 asks for help


class PreventionQuestions:
    """Knows the words of knowledge/prevention.yaml; without that file nothing is such a question."""

    def __init__(self, file: Preventions | None) -> None:
        self._asks = file.asks if file else ()
        self._may_ask = any_of(tuple(self._asks))
        self._not = file.not_asks if file else ()
        self._told = file.told if file else ()
        self._entries = file.entries if file else ()

    @classmethod
    def of(cls, content: Content) -> "PreventionQuestions":
        return cls(content.parts.get(PREVENTION))

    def without(self, text: str) -> str:
        """The text without the clauses that ask how to prevent it; the text itself where none does."""
        if not self._may_ask.search(text):
            return text
        parts = clauses(text)
        rest = [part for part in parts if not self._is_one(part)]
        return text if len(rest) == len(parts) else " ".join(rest)

    def tells_of_harm(self, text: str) -> bool:
        """Does the text say that it has happened?"""
        return any(word in text for word in self._told)

    def answer(self, text: str) -> str:
        """What is written about what the text names; "" for nothing."""
        return next((entry.answer for entry in self._entries if _names(text, entry.about)), "")

    def _is_one(self, clause: str) -> bool:
        place = min((clause.find(word) for word in self._asks if word in clause), default=-1)
        return place >= 0 and _DONE not in clause[:place] and not any(word in clause for word in self._not)


def _names(text: str, groups: Sequence[str]) -> bool:
    return any(all(word in text for word in group.split()) for group in groups)
