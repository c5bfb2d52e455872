"""Takes out of a message the clauses that tell of no danger beside other words of it: 「施多了肥，全烧死了」. Pure."""

import re

from bot.common.text import any_of, any_of_spaced
from bot.content.lexicon import Alarms

_CLAUSE = re.compile(r"[^\s，,。；;！!？?]+")


class SpokenFigures:
    """Knows the figures of `intents/emergency.yaml`."""

    def __init__(self, alarms: Alarms) -> None:
        self._figures = [
            (
                figure.only_words,
                any_of_spaced(figure.words),
                any_of_spaced(figure.beside),
                any_of(figure.unless),
            )
            for figure in alarms.figures
        ]

    def without(self, text: str) -> str:
        """The text without the clauses of its figures, or their words alone; the text itself where there are none."""
        told = self._told(text)
        if not told:
            return text
        whole = [words for only_words, words in told if not only_words]
        left = [
            clause for clause in _CLAUSE.findall(text) if not any(words.search(clause) for words in whole)
        ]
        rest = " ".join(left)
        for only_words, words in told:
            rest = words.sub(" ", rest) if only_words else rest
        return rest.strip()

    def _told(self, text: str) -> list[tuple[bool, re.Pattern[str]]]:
        """The figures that stand in the text, each as whether only its words are taken out, and these words."""
        return [
            (only_words, words)
            for only_words, words, beside, unless in self._figures
            if words.search(text) and beside.search(text) and not unless.search(text)
        ]
