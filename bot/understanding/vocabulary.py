"""The slots whose values are things of the community: courses, hazards, clubs, venues, teams, items, skills."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.content.loader import Content
from bot.understanding.normalize import simplified
from bot.understanding.pinyin import syllables

SHORTEST_BY_SOUND = 2  # characters; a single syllable is said too often


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing named in a text: which slot, which value, and where (start and end in the text)."""

    slot: str
    value: str
    start: int
    end: int


Entry = tuple[str, str]  # slot, value
Index = Mapping[Any, list[Entry]]  # by string or by tuple of syllables


class Vocabulary:
    """Finds what a text names: the longest name first; by sound where nothing is found by letter."""

    def __init__(self, content: Content) -> None:
        self._words: dict[str, list[Entry]] = {}
        self._sounds: dict[tuple[str, ...], list[Entry]] = {}
        for slot, name, value in _entries(content):
            surface = simplified(name).replace(" ", "")
            entries = self._words.setdefault(surface, [])
            if (slot, value) not in entries:
                entries.append((slot, value))
            if len(surface) >= SHORTEST_BY_SOUND and not surface.isascii():
                self._sounds.setdefault(syllables(surface), []).append((slot, value))
        self._longest = max(map(len, self._words))

    def words(self) -> Iterable[str]:
        """All names, for the segmenter."""
        return self._words.keys()

    def names(self, slot: str) -> list[str]:
        """The names under which a slot's values are said, for templates."""
        return [word for word, entries in self._words.items() if any(entry[0] == slot for entry in entries)]

    def mentions(self, bare: str) -> list[Mention]:
        """What the normalised text names, in order, without overlaps within a slot."""
        by_letter = list(self._scan(bare, self._words))
        found = {mention.slot for mention in by_letter}
        by_sound = [
            mention
            for mention in self._scan(syllables(bare), self._sounds)
            if mention.slot not in found and _alike(bare[mention.start : mention.end], mention.value)
        ]
        return sorted([*by_letter, *by_sound], key=lambda mention: mention.start)

    def _scan(self, text: Sequence[str], index: Index) -> Iterator[Mention]:
        taken: dict[str, int] = {}
        for start in range(len(text)):
            for end in range(min(len(text), start + self._longest), start, -1):
                for slot, value in index.get(text[start:end], ()):
                    if taken.get(slot, 0) <= start:
                        taken[slot] = end
                        yield Mention(slot, value, start, end)


def _entries(content: Content) -> Iterator[tuple[str, str, str]]:
    """(slot, name, value): the value is the word that was said, spelt right; a hazard's is its identifier."""
    for course in content.courses:
        names = (course.name, *course.aliases)
        yield from (("course", name, _core(name, names)) for name in names)
    for hazard, tips in content.tips.items():
        yield from (("hazard", name, hazard.value) for name in (tips.name, *tips.aliases))
    named = (("club", content.clubs), ("venue", content.venues), ("team", content.teams.teams))
    for slot, things in named:
        for thing in things:
            yield from ((slot, name, name) for name in (thing.name, *thing.aliases))
    for slot, words in (("item", content.lexicon.items), ("skill", content.lexicon.skills)):
        for word, others in words.items():
            yield from ((slot, name, name) for name in (word, *others))


def _core(name: str, names: Sequence[str]) -> str:
    """「电工」 for 「电工班」, 「剪纸」 for 「学剪纸」: the shortest of the thing's names within this one."""
    return min((other for other in names if other in name and len(other) > 1), key=len, default=name)


def _alike(heard: str, name: str) -> bool:
    """Same sound is not enough: 「不报」 is no 「布包」. A word mistyped by sound keeps half of its characters."""
    return sum(one in name for one in heard) * 2 >= len(heard)
