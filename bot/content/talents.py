"""The talent bank as the staff describe it: its four banks, the kinds of skill in each, and how they are said."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import Field, model_validator

from bot.content.knowledge import Governed
from bot.content.models import Line, Part

GAP = "…"
_GAP = ".{0,6}?"


class Bank(Part):
    """One of the banks; about: what its people do, in a few words."""

    id: Line
    name: Line
    about: Line


class Kind(Part):
    """A kind of skill. words: how the skill itself is said; signs: what points to it (「电饭煲」, 「裤脚」).

    In both, 「…」 stands for up to six characters: 「衣服…改」.
    """

    id: Line
    name: Line
    bank: Line
    words: tuple[Line, ...]
    signs: tuple[Line, ...] = ()


class Shift(Part):
    """「教」 makes a performer's skill a teacher's: `when` one of these is said, `from` one bank `to` another.

    say: what is put before the skill's name so that it is still seen.
    """

    source: Line = Field(alias="from")
    to: Line
    when: tuple[Line, ...]
    say: Line


@dataclass(frozen=True, slots=True)
class Found:
    """A kind that a text speaks of. said: the skill as it was said; named: it was, and not only hinted at.

    at: where in the text.
    """

    kind: Kind
    bank: Bank
    said: str
    named: bool
    at: int


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    kind: Kind
    word: str

    @property
    def length(self) -> int:
        return self.end - self.start


class Talents(Governed):
    """talents.yaml.

    batch: how many people are asked at a time; answer_hours: how long they have before the next are asked.
    dangers: what a request may not hold, because it cannot wait for a neighbour. progress: words by which
    somebody asks what became of a request. vague: what names no skill (「修东西」).
    """

    batch: int = Field(ge=1)
    answer_hours: float = Field(gt=0)
    banks: tuple[Bank, ...] = Field(min_length=1)
    kinds: tuple[Kind, ...]
    shifts: tuple[Shift, ...] = ()
    dangers: tuple[Line, ...]
    progress: tuple[Line, ...]
    vague: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _known_banks(self) -> "Talents":
        banks = {bank.id for bank in self.banks}
        named = {kind.bank for kind in self.kinds} | {
            side for shift in self.shifts for side in (shift.source, shift.to)
        }
        if unknown := sorted(named - banks):
            raise ValueError(f"没有这个银行：{'、'.join(unknown)}")
        return self

    def bank(self, key: str) -> Bank | None:
        """The bank with this id or name."""
        return next((bank for bank in self.banks if key in (bank.id, bank.name)), None)

    def found(self, text: str) -> tuple[Found, ...]:
        """The kinds that the text speaks of, the clearest first; text: simplified and half width."""
        matches = _outermost(match for kind in self.kinds for match in _matches(kind, text))
        kinds = sorted(
            {match.kind.id: match.kind for match in matches}.values(),
            key=lambda kind: -max(match.length for match in matches if match.kind is kind),
        )
        return tuple(
            self._found(kind, text, [match for match in matches if match.kind is kind]) for kind in kinds
        )

    def _found(self, kind: Kind, text: str, matches: list[_Match]) -> Found:
        spoken = [match for match in matches if match.word in kind.words and GAP not in match.word]
        best = max(spoken, key=lambda match: match.length, default=None)
        said = text[best.start : best.end] if best else kind.name
        home = kind.bank
        for shift in self.shifts:
            if shift.source == kind.bank and any(word in text for word in shift.when):
                home = shift.to
                said = said if any(word in said for word in shift.when) else f"{shift.say}{said}"
        bank = self.bank(home)
        assert bank is not None, "the model was checked"
        at = min(match.start for match in matches)
        return Found(kind, bank, said, named=best is not None, at=at)

    def dangerous(self, text: str) -> bool:
        """Does the text tell of something that must not wait?"""
        return any(_pattern(word).search(text) for word in self.dangers)

    def asks_progress(self, text: str) -> bool:
        """Is it asked what became of a request?"""
        return any(_pattern(word).search(text) for word in self.progress)


def _matches(kind: Kind, text: str) -> Iterator[_Match]:
    for word in (*kind.words, *kind.signs):
        for found in _pattern(word).finditer(text):
            yield _Match(found.start(), found.end(), kind, word)


@cache
def _pattern(word: str) -> re.Pattern[str]:
    # `re` keeps the last 512 patterns compiled; the words are more, so that each would be compiled at each message.
    return re.compile(_GAP.join(map(re.escape, word.split(GAP))))


def _outermost(matches: Iterable[_Match]) -> list[_Match]:
    """Without those that lie within a longer one: 「修电」 in 「修电脑」."""
    every = list(matches)
    return [
        match
        for match in every
        if not any(
            other.start <= match.start and match.end <= other.end and other.length > match.length
            for other in every
        )
    ]
