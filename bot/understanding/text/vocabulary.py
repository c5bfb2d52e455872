"""Finds the things of the community that a text names: courses, hazards, clubs, venues, teams, items, skills."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.content.lexicon import SlotName
from bot.content.snapshot import Content
from bot.understanding.text.normalize import simplified
from bot.understanding.text.number_labels import LABELLED
from bot.understanding.text.pinyin import syllables

SHORTEST_BY_SOUND = 2  # characters; a single syllable is said too often

# Names are entered in this order of slots, whatever part of the content declares them: templates are filled in the order
# of the vocabulary, so that the training phrases, and with them the trained model, depend on it.
_SLOTS = ("course", "hazard", "club", "venue", "event", "team", "item", "skill", "facility")


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing named in a text: which slot, which value, and where (start and end in the text)."""

    slot: str
    value: str
    start: int
    end: int


_PLAYED, _WHERE = frozenset({"club", "item", "skill", "course"}), "venue"
Index = Mapping[Any, list[SlotName]]  # by string or by tuple of syllables


class Vocabulary:
    """Finds what a text names: the longest name first; by sound where nothing is found by letter."""

    def __init__(self, content: Content) -> None:
        self._words: dict[str, list[SlotName]] = {}
        self._sounds: dict[tuple[str, ...], list[SlotName]] = {}
        for declared in sorted(content.names, key=_rank):
            self._enter(replace(declared, name=simplified(declared.name).replace(" ", "")))
        self._names = _by_slot(self._words)
        self._reach = _reach([*self._words, *self._sounds])
        self._whole = content.lexicon.whole

    def _enter(self, name: SlotName) -> None:
        alike = self._words.setdefault(name.name, [])
        if name not in alike:
            alike.append(name)
        if len(name.name) >= SHORTEST_BY_SOUND and not name.name.isascii():
            self._sounds.setdefault(syllables(name.name), []).append(name)

    def words(self) -> Iterable[str]:
        """All names, for the segmenter."""
        return self._words.keys()

    def names(self, slot: str) -> list[str]:
        """The names under which a slot's values are said, for templates."""
        return self._names.get(slot, [])

    def mentions(self, bare: str) -> list[Mention]:
        """What the normalised text names, in order, without overlaps within a slot."""
        hidden = self._hidden(bare)
        by_letter = [
            Mention(entry.slot, entry.value, start, end)
            for entry, start, end in self._scan(bare, self._words)
        ]
        found = {mention.slot for mention in by_letter}
        by_sound = [
            Mention(entry.slot, entry.value, start, end)
            for entry, start, end in self._scan(syllables(bare), self._sounds)
            if entry.slot not in found and _alike(bare[start:end], entry.name)
        ]
        both = [mention for mention in (*by_letter, *by_sound) if not _cuts(mention, hidden)]
        return sorted(_not_begun_in_another(both), key=lambda mention: mention.start)

    def _scan(self, text: Sequence[str], index: Index) -> Iterator[tuple[SlotName, int, int]]:
        taken: dict[str, int] = {}
        reach = self._reach
        for start, sign in enumerate(text):
            longest = reach.get(sign, 0)
            for end in range(min(len(text), start + longest), start, -1):
                for entry in index.get(text[start:end], ()):
                    if taken.get(entry.slot, 0) <= start and not self._outdone(
                        text, index, entry, start, end
                    ):
                        taken[entry.slot] = end
                        yield entry, start, end

    def _outdone(self, text: Sequence[str], index: Index, entry: SlotName, start: int, end: int) -> bool:
        """Does a name as long begin within this one and end after it? In 「旧书桌」 that is 「书桌」, and not 「旧书」."""
        size = end - start
        return any(
            other.slot == entry.slot
            for later in range(start + 1, min(end, len(text) - size + 1))
            for other in index.get(text[later : later + size], ())
        )

    def _hidden(self, bare: str) -> list[tuple[int, int]]:
        """Where words stand that must not be cut, and the labels of phone numbers, which name nothing."""
        whole = [
            (start, start + len(word)) for word in self._whole if word in bare for start in (bare.find(word),)
        ]
        return [*whole, *(label.span() for label in LABELLED.finditer(bare))]


def _not_begun_in_another(mentions: Sequence[Mention]) -> list[Mention]:
    """Without places whose name is cut out of another: 「乒乓球场」 names 「乒乓球」, and no 「球场」, 「广场舞」 no 「广场」."""
    played = [mention for mention in mentions if mention.slot in _PLAYED]
    return [
        mention
        for mention in mentions
        if mention.slot != _WHERE or not any(_is_cut_out_of(mention, other) for other in played)
    ]


def _is_cut_out_of(place: Mention, other: Mention) -> bool:
    """Does the place begin in the other name, or stand in it with less of it?"""
    begins_in = other.start < place.start < other.end
    return begins_in or (other.start == place.start and place.end < other.end)


def _cuts(mention: Mention, hidden: Sequence[tuple[int, int]]) -> bool:
    """Does the mention begin or end inside one of the words that must not be cut?"""
    return any(
        start < mention.start < end
        or start < mention.end < end
        or (mention.start == start and mention.end < end)
        for start, end in hidden
    )


def _rank(name: SlotName) -> int:
    return _SLOTS.index(name.slot) if name.slot in _SLOTS else len(_SLOTS)


def _by_slot(words: Mapping[str, Sequence[SlotName]]) -> dict[str, list[str]]:
    by_slot: dict[str, list[str]] = {}
    for word, names in words.items():
        for slot in dict.fromkeys(name.slot for name in names):
            by_slot.setdefault(slot, []).append(word)
    return by_slot


def _reach(names: Iterable[Sequence[str]]) -> dict[str, int]:
    """How long the longest name is that begins with this character or syllable: most begin none."""
    longest: dict[str, int] = {}
    for name in names:
        longest[name[0]] = max(longest.get(name[0], 0), len(name))
    return longest


def _alike(heard: str, name: str) -> bool:
    """Same sound is not enough: 「不报」 is no 「布包」. A word mistyped by sound keeps half of its characters."""
    return sum(sign in name for sign in heard) * 2 >= len(heard) and not (set(heard) - set(name)) & _FUNCTION


_FUNCTION = frozenset("没在到不是一有这那就了要的也还和去来")
