"""Words that a danger needs beside what the model hears: evidence that there may be one, and a plan by which there is. Pure."""

from collections.abc import Iterable

from bot.common.text import any_of
from bot.content.danger_files import DangerSentences
from bot.content.snapshot import Content
from bot.understanding.danger_signs.danger import DESPAIR, DangerSigns


class DangerWords:
    """The words of the dangers whose files name some: of despair, that a message is sad in its words and not only its tune."""

    def __init__(self, files: Iterable[DangerSentences]) -> None:
        files = tuple(files)
        named = [file for file in files if file.evidence]
        self._words = {file.danger: any_of(file.evidence) for file in named}
        self._plans = {file.danger: list(map(any_of, file.plan)) for file in files if file.plan}
        self._asked = {
            file.danger: (any_of(file.only_asked.beside), any_of(file.only_asked.unless))
            for file in files
            if file.only_asked is not None
        }
        self._tales = {file.danger: list(map(any_of, file.tales)) for file in files if file.tales}

    @classmethod
    def of(cls, content: Content) -> "DangerWords":
        return cls(content.danger)

    def allows(self, card: str, text: str) -> bool:
        """May the text be of this danger: does it hold a word of it, or need none, and is it no play that is told of?"""
        words, closed = self._words.get(card), _closed(text)
        return (words is None or words.search(closed) is not None) and not self._is_tale(card, closed)

    def is_only_asked(self, card: str, text: str) -> bool:
        """「心口闷 觉也睡不好 我想得开」: does it sound like the danger beside words of a feeling, and no word of harm?"""
        if card not in self._asked:
            return False
        beside, unless = self._asked[card]
        closed = _closed(text)
        return beside.search(closed) is not None and unless.search(closed) is None

    def tells_plan(self, card: str, text: str) -> bool:
        """Does the text tell with what, how and when it will be done; or of gas, what it smells of and how one feels?"""
        closed = _closed(text)
        plan = card in self._plans and all(words.search(closed) for words in self._plans[card])
        return plan and not self._is_tale(card, closed)

    def planned(self, text: str, signs: DangerSigns) -> str:
        """The card whose whole plan the text tells, although it sounds harmless: 「警察让我别告诉家里，说涉嫌洗钱」; "" for none.

        Nothing that was another time or is a figure; and despair is heard otherwise.
        """
        cards = () if signs.not_now or signs.figurative else self._plans
        return next((card for card in cards if card not in DESPAIR and self.tells_plan(card, text)), "")

    def _is_tale(self, card: str, closed: str) -> bool:
        return card in self._tales and all(tale.search(closed) for tale in self._tales[card])


def _closed(text: str) -> str:
    return text.replace(" ", "")
