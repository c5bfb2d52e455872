"""Which bin: things by kind and material, and how to look one up. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from bot.content.governed import Governed
from bot.content.models import Line, Part


class Bin(Part):
    """One of the four kinds: its name, the colour of its bin, how to drop what belongs in it."""

    id: Literal["recyclable", "hazardous", "kitchen", "other"]
    name: Line
    colour: Line
    how: Line


class Group(Part):
    """Things of one material that go the same way.

    things: their names; of × parts: names put together (苹果 × 皮, 核). how: what to do first, where it matters.
    words: what a name holds when it is probably of this material (玻璃…), for a guess.
    """

    bin: Literal["recyclable", "hazardous", "kitchen", "other", "bulky", "building"]
    material: Line
    how: str = ""
    things: tuple[Line, ...] = ()
    of: tuple[Line, ...] = ()
    parts: tuple[str, ...] = ()
    words: tuple[Line, ...] = ()

    def names(self) -> Iterator[str]:
        """All names, written out."""
        yield from self.things
        yield from (f"{thing}{part}" for thing in self.of for part in self.parts)


class RecyclingFile(Governed):
    """recycling.yaml; bulky and building: where what no bin takes goes."""

    bins: tuple[Bin, ...] = Field(min_length=4, max_length=4)
    bulky: Line
    building: Line
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was named, its group, and whether that is a guess by the material."""

    name: str
    group: Group
    guess: bool = False


class Sorter:
    """Finds things in a text: the longest names first."""

    def __init__(self, file: RecyclingFile) -> None:
        self.file = file
        self._things = {name: group for group in file.groups for name in group.names()}
        self._longest = max(map(len, self._things), default=0)
        self._words = [(word, group) for group in file.groups for word in group.words]
        self.bins: dict[str, Bin] = {one.id: one for one in file.bins}

    def __len__(self) -> int:
        return len(self._things)

    def find(self, text: str, most: int = 4) -> list[Found]:
        """What the text names, in order; by its material, as a guess, when no name is known."""
        found: list[Found] = []
        start = 0
        while start < len(text) and len(found) < most:
            end = next(
                (
                    end
                    for end in range(min(len(text), start + self._longest), start, -1)
                    if text[start:end] in self._things
                ),
                0,
            )
            if end:
                found.append(Found(text[start:end], self._things[text[start:end]]))
            start = end or start + 1
        if found:
            return _whole(found)
        guess = next(((word, group) for word, group in self._words if word in text), None)
        return [Found(guess[0], guess[1], guess=True)] if guess else []


def _whole(found: list[Found]) -> list[Found]:
    """Each thing once, and single characters only when nothing longer was named."""
    longer = [one for one in found if len(one.name) > 1] or found
    return list({one.name: one for one in longer}.values())
