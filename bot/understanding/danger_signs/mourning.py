"""Tells grief for the dead from despair: 「老头子走了快七七 灯都不想关」 is no wish to die, 「我也跟他去算了」 is one. Pure."""

from collections.abc import Iterable
from itertools import chain

from bot.common.text import any_of, any_of_spaced
from bot.content.danger_files import DangerSentences
from bot.content.snapshot import Content


class Mourning:
    """The words of who mourns, from the files of the dangers that name some."""

    def __init__(self, files: Iterable[DangerSentences]) -> None:
        named = [file.mourning for file in files if file.mourning is not None]
        self._told = any_of_spaced(_joined(words.told for words in named))
        self._more = any_of(_joined(words.more for words in named))
        self._longs = any_of(_joined(words.longs for words in named))
        self._feels = any_of_spaced(_joined(words.feels for words in named))
        self._goes_after = any_of(_joined(words.goes_after for words in named))
        self._visits = any_of(_joined(words.visits for words in named))

    @classmethod
    def of(cls, content: Content) -> "Mourning":
        return cls(content.danger)

    def is_told(self, text: str) -> bool:
        """Does the text speak of somebody who died, or of the days of mourning?"""
        return self._told.search(text) is not None

    def longs(self, text: str) -> bool:
        """「菜场看到芋艿就想起她做的」: is somebody missed, and nothing said of one's own death or of taking leave?"""
        return self._longs.search(text) is not None and not self.tells_more(text)

    def tells_more(self, text: str) -> bool:
        """Is there a word of one's own death, of the means for it or of taking leave?"""
        return self._more.search(_closed(text)) is not None

    def is_all(self, text: str) -> bool:
        """Is it grief, and no word of one's own death, of the means for it or of taking leave?"""
        return self.is_told(text) and not self.tells_more(text)

    def is_felt(self, text: str) -> bool:
        """Is it grief alone, and told how one feels?"""
        return self._feels.search(text) is not None and self.is_all(text)

    def goes_after(self, text: str) -> bool:
        """Does who mourns say that they follow the dead, and not that they visit the grave?"""
        return self.follows(text) and self.is_told(text)

    def follows(self, text: str) -> bool:
        """The same of who has told of the death before."""
        closed = _closed(text)
        return self._goes_after.search(closed) is not None and not self._visits.search(closed)


def _joined(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The words of all lists."""
    return tuple(chain.from_iterable(lists))


def _closed(text: str) -> str:
    return text.replace(" ", "")
