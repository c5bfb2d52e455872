"""Words that a danger needs beside what the model hears: evidence that there may be one, and a plan by which there is. Pure."""

from collections.abc import Iterable

from bot.common.text import any_of
from bot.content.danger_files import DangerSentences


class DangerWords:
    """The words of the dangers whose files name some: of despair, that a message is sad in its words and not only its tune."""

    def __init__(self, files: Iterable[DangerSentences]) -> None:
        files = tuple(files)
        named = [file for file in files if file.evidence]
        self._words = {file.danger: any_of(file.evidence) for file in named}
        self._plans = {file.danger: list(map(any_of, file.plan)) for file in files if file.plan}
        self._tales = {file.danger: list(map(any_of, file.tales)) for file in files if file.tales}

    def allows(self, card: str, text: str) -> bool:
        """May the text be of this danger: does it hold a word of it, or need none, and is it no play that is told of?"""
        words = self._words.get(card)
        if words is None:
            return True
        closed = _closed(text)
        return words.search(closed) is not None and not self._is_tale(card, closed)

    def tells_plan(self, card: str, text: str) -> bool:
        """Does the text tell with what, how and when it will be done; or of gas, what it smells of and how one feels?"""
        closed = _closed(text)
        plan = card in self._plans and all(words.search(closed) for words in self._plans[card])
        return plan and not self._is_tale(card, closed)

    def _is_tale(self, card: str, closed: str) -> bool:
        return card in self._tales and all(tale.search(closed) for tale in self._tales[card])


def _closed(text: str) -> str:
    return text.replace(" ", "")
