"""Finds what the staff wrote that answers a message: by its words, weighted by how rare they are. Pure."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log, sqrt

from bot.common.text import letter_pairs
from bot.content.passages import Passage
from bot.understanding.models.answer_head import AnswerHead
from bot.understanding.models.lexical import Floats
from bot.understanding.models.passage_vectors import PassageVectors
from bot.understanding.models.semantic import Semantics
from bot.understanding.passages.passage_meaning import PassageMeaning
from bot.understanding.text.bounded_cache import keep, recurs, remembered

WHOLE = 1.0  # likeness of a message that is, word for word, one of the wordings
_REST = 0.3  # how much what a message says beside a word of the subject counts against that subject
_SIGNS_OF_SUBJECT = 2  # words or signs that are common by themselves, which together name a subject
_OF_ANYTHING = frozenset("办弄做用人天时点好事东西里上下大小多少没不家")
LEARNED = 0.3  # probability from which what was learned to be meant counts
LEARNED_LIKE = (
    0.45,
    0.35,
)  # likeness of what was learned to be meant: the least, and what its probability adds
SURELY_LEARNED, BEHIND = (
    0.66,
    0.05,
)  # likeness from which no other is nearer, and how far behind the others stay
BRIEF, LEARNED_OF_BRIEF = 8, 0.6  # characters of a text that says little, and the probability that it takes
_COVERED = 0.85  # how much it counts that several wordings together hold what the message says


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with its likeness to the message, 0 to 1."""

    passage: Passage
    likeness: float


@dataclass(frozen=True, slots=True)
class _IndexedWording:
    """A wording with the number of its passage, its character pairs and their summed weight."""

    passage: int
    wording: str
    weight: float
    is_word: bool


class PassageIndex:
    """All passages of a content; built anew with it. common: character pairs that are said with many a subject."""

    def __init__(
        self,
        passages: Sequence[Passage],
        vectors: PassageVectors | None = None,
        common: Collection[str] = frozenset(),
        head: AnswerHead | None = None,
    ) -> None:
        self._passages, self._common = tuple(passages), frozenset(common)
        self._found: dict[tuple[str, int, bool], list[Found]] = {}
        self._meaning = PassageMeaning.of(self._passages, vectors) if vectors is not None else None
        self._head = head if vectors is not None else None
        self._numbers = {passage.key: number for number, passage in enumerate(self._passages)}
        self._whole: dict[str, int] = {}
        pairs_of: list[set[str]] = []
        for number, passage in enumerate(self._passages):
            pairs_of.append(set[str]().union(*(_pairs(wording) for wording in passage.wordings)))
            for wording in passage.wordings:
                self._whole.setdefault(plain(wording), number)
        self._weights = _weights(pairs_of)
        self._unknown = (log(1 + len(self._passages)) * 0.5 + 0.2) ** 2
        self._entries: list[_IndexedWording] = []
        self._holders: dict[str, list[int]] = {}
        self._index()
        self._sure = _any(word for passage in self._passages for word in passage.sure)
        self._recurring = remembered(self._read_surely)
        self._sure_of = {
            plain(word): number for number, passage in enumerate(self._passages) for word in passage.sure
        }

    @classmethod
    def of(
        cls, passages: Sequence[Passage], common: Collection[str], semantics: Semantics | None
    ) -> "PassageIndex":
        """Of these passages, by their meaning too where that was learned."""
        vectors, head = (semantics.passages, semantics.passage_head) if semantics else (None, None)
        return cls(passages, vectors, common, head)

    def whole(self, text: str) -> Passage | None:
        """The passage that has this text, word for word, among its wordings."""
        number = self._whole.get(_bare(text))
        return None if number is None else self._passages[number]

    def surely(self, text: str) -> Passage | None:
        """The passage that a word in the text means beyond doubt: the one of the longest such word."""
        return self._recurring(text)

    def _read_surely(self, text: str) -> Passage | None:
        if self._sure is None:
            return None
        text = _bare(text)
        words = [word for word in self._sure.findall(text) if self._may_be(self._sure_of[word], text)]
        return self._passages[self._sure_of[max(words, key=len)]] if words else None

    def nearest(self, text: str, most: int = 3, vector: Floats | None = None) -> list[Found]:
        """The passages that are most like the text, the likest first. vector: of its meaning, where that is known.

        Short texts without digits are looked up once: residents write the same ones every day.
        """
        text = _bare(text)
        key = (text, most, vector is None)
        found = self._found.get(key)
        if found is None:
            found = self._nearest(text, most, vector)
            if recurs(text):
                keep(self._found, key, found)
        return list(found)

    def _nearest(self, text: str, most: int, vector: Floats | None) -> list[Found]:
        pairs = _pairs(text)
        total = sum(self._weight(pair) for pair in pairs)
        if not _tell_apart(pairs):
            return []
        best = self._likeness(pairs, total, text, vector)
        meant = self._meant(vector, LEARNED if len(text) >= BRIEF else LEARNED_OF_BRIEF)
        if meant is not None:
            best = _with_learned(best, *meant)
        ranked = sorted(best, key=lambda number: -best[number])
        parts = [self._parted(part) for part in _FRAME.split(text)]
        learned = meant[0] if meant is not None and len(text) >= BRIEF else -1
        fitting = (
            number
            for number in ranked[: most * 3]
            if self._may_be(number, text) and self._is_named(number, text, parts, learned)
        )
        return [Found(self._passages[number], min(best[number], WHOLE)) for number in islice(fitting, most)]

    def _likeness(
        self, pairs: Collection[str], total: float, text: str, vector: Floats | None
    ) -> Mapping[int, float]:
        """Per passage, how like the text it is by words, and by meaning where that is known."""
        best = self._by_wording(pairs, total, text)
        for number, share in self._covered(pairs, total).items():
            best[number] = max(best.get(number, 0.0), _COVERED * share)
        return self._meaning.added(best, vector) if self._meaning is not None and vector is not None else best

    def _meant(self, vector: Floats | None, least: float) -> tuple[int, float] | None:
        """The number and likeness of the passage that was learned to be meant; None for a probability below `least`."""
        if self._head is None or self._meaning is None or vector is None:
            return None
        key, probability = self._head.likeliest(self._meaning.vectors.centred(vector))
        number = self._numbers.get(key)
        if number is None or probability < least:
            return None
        return number, LEARNED_LIKE[0] + LEARNED_LIKE[1] * probability

    def _by_wording(self, pairs: Collection[str], total: float, text: str) -> dict[int, float]:
        """Per passage, its likest wording. total: the weight of the pairs, which are those of the text."""
        shared: dict[int, float] = {}
        for pair in pairs:
            for number in self._holders.get(pair, ()):
                shared[number] = shared.get(number, 0.0) + self._weight(pair)
        best: dict[int, float] = {}
        for number, weight in shared.items():
            entry = self._entries[number]
            likeness = weight / sqrt(total * entry.weight)
            if entry.is_word and entry.wording in text:
                likeness = max(likeness, entry.weight / (entry.weight + _REST * (total - weight)))
            best[entry.passage] = max(best.get(entry.passage, 0.0), likeness)
        return best

    def _covered(self, pairs: Collection[str], total: float) -> dict[int, float]:
        """Per passage, how much of the text its wordings hold together."""
        covered: dict[int, float] = {}
        for pair in pairs:
            for number in {self._entries[entry].passage for entry in self._holders.get(pair, ())}:
                covered[number] = covered.get(number, 0.0) + self._weight(pair) / total
        return covered

    def _index(self) -> None:
        for number, passage in enumerate(self._passages):
            for wording in dict.fromkeys(map(plain, passage.wordings)):
                pairs = _pairs(wording)
                weight = sum(self._weight(pair) for pair in pairs)
                if not weight:
                    continue
                is_word = wording in {plain(word) for word in (*passage.words, *passage.sure)}
                for pair in pairs:
                    self._holders.setdefault(pair, []).append(len(self._entries))
                self._entries.append(_IndexedWording(number, wording, weight, is_word))

    def _weight(self, pair: str) -> float:
        weight = self._weights.get(pair, self._unknown)
        return weight * _OF_FRAME if pair[0] == "~" else weight

    def _is_named(
        self, number: int, text: str, parts: Sequence[tuple[list[str], list[str]]], learned: int
    ) -> bool:
        """Does the text name the subject, rather than share one word with it that is said with any?

        parts: of the text, each as its common pairs and the rest. A whole question is like another without naming anything,
        and so is what was learned to be meant.
        """
        passage = self._passages[number]
        if number == learned or passage.asks or _stands_in(text, (*passage.words, *passage.sure)):
            return True
        wordings = "\n".join(map(plain, passage.wordings))
        shared = sum(pair in wordings for common, _ in parts for pair in common)
        rest = [left for _, between in parts for left in between]
        own = any(pair in wordings for part in rest for pair in letter_pairs(part))
        return own or shared + len(_signs(rest, wordings)) >= _SIGNS_OF_SUBJECT

    def _parted(self, part: str) -> tuple[list[str], list[str]]:
        """The common pairs in it, from the left, and what stands between them: 明天下午 holds no 天下."""
        common, rest, at = [], [""], 0
        while at < len(part):
            if (pair := part[at : at + 2]) in self._common:
                common.append(pair)
                rest.append("")
                at += 2
            else:
                rest[-1] += part[at]
                at += 1
        return common, rest

    def _may_be(self, number: int, text: str) -> bool:
        return not _stands_in(text, self._passages[number].unless)


def _stands_in(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _signs(parts: Iterable[str], wordings: str) -> set[str]:
    """The characters that the parts share with the wordings, but for those that are said of anything."""
    return {sign for part in parts for sign in part if sign in wordings and sign not in _OF_ANYTHING}


def _weights(pairs_of: Sequence[Collection[str]]) -> Mapping[str, float]:
    """What a character pair weighs: the more, the fewer passages it stands in. pairs_of: of each passage."""
    counts, total = Counter(pair for pairs in pairs_of for pair in pairs), len(pairs_of)
    return {pair: (log((1 + total) / (1 + count)) + 0.2) ** 2 for pair, count in counts.items()}


def _with_learned(best: Mapping[int, float], learned: int, likeness: float) -> dict[int, float]:
    """The likenesses with that of what was learned to be meant; where that is sure, no other is nearer."""
    likeness = max(best.get(learned, 0.0), likeness)
    behind = likeness - BEHIND if likeness >= SURELY_LEARNED else WHOLE
    return {number: min(share, behind) for number, share in best.items()} | {learned: likeness}


_SIGNS = re.compile(r"[^\w+%]+|_+")
_FILLERS = re.compile(
    r"^(?:请问|问一下|问下|想问一下|想问下|想问|我想问一下|我想问|那个|你好|您好)+|[啊呀哦喔嘛呢哈啦呗]+$"
)


def plain(text: str) -> str:
    """The text without punctuation, openers and endings, lower case."""
    bare = _SIGNS.sub("", text.lower())
    return _FILLERS.sub("", bare) or bare


_bare = remembered(plain)
"""The same for what residents write."""


_FRAME = re.compile(
    r"怎么办理|怎么办|怎么样|怎么弄|怎么|怎样|咋办|咋|如何|什么时候|什么|啥时候|啥|哪里|哪儿|去哪|在哪|哪个|哪|有没有|能不能|可不可以|可以|是不是|要不要"
    r"|归谁管|归谁|找谁|问谁|谁管|谁来|谁|多少|几|一下|我想|想要|我们|你们|咱们|他们|我|你|他|她|这里|那里|这边|这个|那个|吗|么|呢|的|了|啊|呀|能|要|会|想|去|来|到|在|是|有|个|就|都|也|还|把|给|被|吧|和|跟"
)
_OF_FRAME = 0.25  # weight of a word that only frames a question: 怎么, 哪里


def _pairs(text: str) -> set[str]:
    """The character pairs of what the text is about, single characters where no more is left, and the words that frame it."""
    text = plain(text)
    pairs: set[str] = set()
    for part in _FRAME.split(text):
        pairs |= {part[start : start + 2] for start in range(len(part) - 1)} or ({part} if part else set())
    return pairs | {f"~{word}" for word in _FRAME.findall(text)}


def _tell_apart(pairs: Iterable[str]) -> bool:
    """Could these pairs tell one passage from another? 「有什么课」 says nothing that could."""
    return any(len(pair) > 1 and pair[0] != "~" for pair in pairs)


def _any(words: Iterable[str]) -> re.Pattern[str] | None:
    by_length: Collection[str] = sorted({plain(word) for word in words}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, by_length))) if by_length else None
