"""recycling.yaml: which bin a thing belongs in, by its name or, as a guess, by its material."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.snapshot import ContentPart, single_file


class Bin(ContentModel):
    """One of the four kinds of waste: its name, the colour of its bin, how to drop it."""

    id: Literal["recyclable", "hazardous", "kitchen", "other"]
    name: NonEmptyStr
    colour: NonEmptyStr
    how: NonEmptyStr


class WasteGroup(ContentModel):
    """Things of one material that go the same way.

    things: their names; of × parts: names put together (苹果 × 皮, 核). how: what to do first, where it matters.
    words: a name that holds one of them (玻璃…) is probably of this material.
    """

    bin: Literal["recyclable", "hazardous", "kitchen", "other", "bulky", "building"]
    material: NonEmptyStr
    how: str = ""
    things: tuple[NonEmptyStr, ...] = ()
    of: tuple[NonEmptyStr, ...] = ()
    parts: tuple[str, ...] = ()
    words: tuple[NonEmptyStr, ...] = ()

    def names(self) -> Iterator[str]:
        """All names, written out."""
        yield from self.things
        yield from (f"{thing}{part}" for thing in self.of for part in self.parts)


class RecyclingFile(Governed):
    """The file; bulky and building: where the waste goes that no bin takes."""

    bins: tuple[Bin, ...] = Field(min_length=4, max_length=4)
    bulky: NonEmptyStr
    building: NonEmptyStr
    groups: tuple[WasteGroup, ...]


@dataclass(frozen=True, slots=True)
class NamedWaste:
    """A thing that a text names, its group, and whether that is a guess by the material."""

    name: str
    group: WasteGroup
    guess: bool = False


class WasteSorter:
    """Finds the things of the file in a text."""

    def __init__(self, file: RecyclingFile) -> None:
        self.file = file
        self.bins: dict[str, Bin] = {waste_bin.id: waste_bin for waste_bin in file.bins}
        self._groups = {name: group for group in file.groups for name in group.names()}
        self._longest = max(map(len, self._groups), default=0)
        self._words = [(word, group) for group in file.groups for word in group.words]

    def find(self, text: str, most: int = 4) -> list[NamedWaste]:
        """The things that the text names, in order; where it names none, a guess by the material."""
        things: list[NamedWaste] = []
        start = 0
        while start < len(text) and len(things) < most:
            name = self._name_at(text, start)
            if name:
                things.append(NamedWaste(name, self._groups[name]))
            start += len(name) or 1
        return _distinct(things) if things else self._guess(text)

    def _name_at(self, text: str, start: int) -> str:
        """The longest name that begins here; "" when none does."""
        ends = range(min(len(text), start + self._longest), start, -1)
        return next((text[start:end] for end in ends if text[start:end] in self._groups), "")

    def _guess(self, text: str) -> list[NamedWaste]:
        fitting = (NamedWaste(word, group, guess=True) for word, group in self._words if word in text)
        return [guess] if (guess := next(fitting, None)) else []


def _distinct(things: list[NamedWaste]) -> list[NamedWaste]:
    """Each thing once; names of one character only when no longer one was found."""
    longer = [thing for thing in things if len(thing.name) > 1] or things
    return list({thing.name: thing for thing in longer}.values())


RECYCLING = ContentPart(single_file("recycling.yaml", RecyclingFile, WasteSorter))
