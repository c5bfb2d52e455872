"""talents.yaml: the banks of the talent bank, the kinds of skill in each, and the words by which texts speak of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import Field, model_validator

from bot.content.governed import Governed
from bot.content.model import ContentModel, NonEmptyStr
from bot.content.regex_cost import costly
from bot.content.snapshot import Content, ContentPart, single_file
from bot.content.source import Document, Problem, Where

GAP = "…"
BETWEEN = "、"
"""Stands between the skills of an entry."""
_GAP = ".{0,6}?"


class Bank(ContentModel):
    """One of the banks; about: what its people do, in a few words.

    signs: words that hint at it where no kind of skill is known; 「…」 as in those of a kind.
    """

    id: NonEmptyStr
    name: NonEmptyStr
    about: NonEmptyStr
    signs: tuple[NonEmptyStr, ...] = ()


class SkillKind(ContentModel):
    """A kind of skill. words: names of the skill itself; signs: words that only hint at it (「电饭煲」, 「裤脚」).

    In both, 「…」 stands for up to six characters: 「衣服…改」.
    """

    id: NonEmptyStr
    name: NonEmptyStr
    bank: NonEmptyStr
    words: tuple[NonEmptyStr, ...]
    signs: tuple[NonEmptyStr, ...] = ()


class BankShift(ContentModel):
    """Words that move a skill `from` one bank `to` another: 「教」 makes a performer's skill a teacher's.

    when: the words; say: put before the skill's name where it holds none of them.
    """

    source: NonEmptyStr = Field(alias="from")
    to: NonEmptyStr
    when: tuple[NonEmptyStr, ...]
    say: NonEmptyStr


@dataclass(frozen=True, slots=True)
class SkillMatch:
    """A kind of skill that a text speaks of, and the bank that it belongs to there.

    skill: all of the kind that the text names, in its own words, or the kind's name. named: by one of its words, and not
    only hinted at. at: where in the text.
    """

    kind: SkillKind
    bank: Bank
    skill: str
    named: bool
    at: int


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    kind: SkillKind
    word: str

    @property
    def length(self) -> int:
        return self.end - self.start


class TalentFile(Governed):
    """The file.

    batch: how many people are asked at a time; answer_hours: how long they have before the next are asked.
    dangers: words of a request that cannot wait for a neighbour. progress: words by which somebody asks what became of a
    request. vague: words that name no skill (「修东西」).
    """

    batch: int = Field(ge=1)
    answer_hours: float = Field(gt=0)
    banks: tuple[Bank, ...] = Field(min_length=1)
    kinds: tuple[SkillKind, ...]
    shifts: tuple[BankShift, ...] = ()
    dangers: tuple[NonEmptyStr, ...]
    progress: tuple[NonEmptyStr, ...]
    vague: tuple[NonEmptyStr, ...] = ()

    @model_validator(mode="after")
    def _known_banks(self) -> "TalentFile":
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

    def likely_bank(self, text: str) -> Bank | None:
        """The only bank that the words hint at; None where none does, or several. For what is no known kind of skill."""
        hinted = [bank for bank in self.banks if any(_pattern(sign).search(text) for sign in bank.signs)]
        return hinted[0] if len(hinted) == 1 else None

    def skills(self, text: str) -> tuple[SkillMatch, ...]:
        """The kinds that the text speaks of, the clearest first; text: simplified and half width."""
        matches = _outermost(match for kind in self.kinds for match in _matches(kind, text))
        kinds = sorted(
            {match.kind.id: match.kind for match in matches}.values(),
            key=lambda kind: -max(match.length for match in matches if match.kind is kind),
        )
        return tuple(
            self._skill(kind, text, [match for match in matches if match.kind is kind]) for kind in kinds
        )

    def _skill(self, kind: SkillKind, text: str, matches: list[_Match]) -> SkillMatch:
        spoken = [match for match in matches if match.word in kind.words and GAP not in match.word]
        skill = BETWEEN.join(_apart(spoken, text)) or kind.name
        bank_id, skill = self._shifted(kind, skill, text)
        bank = self.bank(bank_id)
        assert bank is not None, "the validator has checked the names"
        at = min(match.start for match in matches)
        return SkillMatch(kind, bank, skill, named=bool(spoken), at=at)

    def _shifted(self, kind: SkillKind, skill: str, text: str) -> tuple[str, str]:
        """The bank and the name of the skill, as the words beside it shift them to another bank."""
        bank = kind.bank
        for shift in self.shifts:
            if shift.source == kind.bank and any(word in text for word in shift.when):
                bank = shift.to
                skill = skill if any(word in skill for word in shift.when) else f"{shift.say}{skill}"
        return bank, skill

    def dangerous(self, text: str) -> bool:
        """Does the text tell of something that must not wait?"""
        return any(_pattern(word).search(text) for word in self.dangers)

    def asks_progress(self, text: str) -> bool:
        """Does the text ask what became of a request?"""
        return any(_pattern(word).search(text) for word in self.progress)


def _matches(kind: SkillKind, text: str) -> Iterator[_Match]:
    for word in (*kind.words, *kind.signs):
        for match in _pattern(word).finditer(text):
            yield _Match(match.start(), match.end(), kind, word)


@cache
def _pattern(word: str) -> re.Pattern[str]:
    # There are more words than the 512 patterns that `re` caches: without this, each message would compile them anew.
    return re.compile(_GAP.join(map(re.escape, word.split(GAP))))


def _outermost(matches: Iterable[_Match]) -> list[_Match]:
    """The matches without those that lie within a longer one: 「修电」 in 「修电脑」."""
    every = list(matches)
    return [
        match
        for match in every
        if not any(
            other.start <= match.start and match.end <= other.end and other.length > match.length
            for other in every
        )
    ]


def _apart(spoken: Iterable[_Match], text: str) -> list[str]:
    """The words of the matches in the order of the text, each once; of two that overlap the longer one."""
    kept: list[_Match] = []
    for match in sorted(spoken, key=lambda match: -match.length):
        if not any(match.start < other.end and other.start < match.end for other in kept):
            kept.append(match)
    in_order = sorted(kept, key=lambda match: match.start)
    return list(dict.fromkeys(text[match.start : match.end] for match in in_order))


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    """No word has so many gaps that looking for it in a long message would take long."""
    file = content.part(TALENTS)
    lists: list[tuple[Where, Sequence[str]]] = [(("dangers",), file.dangers), (("progress",), file.progress)]
    for number, kind in enumerate(file.kinds):
        lists += [(("kinds", number, "words"), kind.words), (("kinds", number, "signs"), kind.signs)]
    lists += [(("banks", number, "signs"), bank.signs) for number, bank in enumerate(file.banks)]
    for document in documents:
        for where, words in lists:
            for index, word in enumerate(words):
                if GAP in word and costly(_pattern(word)):
                    text = f"「{word}」里的「{GAP}」太多，找起来太慢：最多两处，分成几个词写"
                    yield document.problem((*where, index), text)


TALENTS = ContentPart(single_file("talents.yaml", TalentFile, lambda file: file), check=_check)
