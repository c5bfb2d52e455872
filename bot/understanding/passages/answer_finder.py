"""Finds the written answer to what is said after the card of a danger: by letters and, where that is known, by meaning."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.content.shared.danger_answers import DANGER_ANSWERS, DangerAnswers
from bot.content.snapshot import Content
from bot.understanding.danger_signs.danger import GENERAL
from bot.understanding.models.lexical import Floats
from bot.understanding.models.semantic import Semantics
from bot.understanding.passages.wording_likeness import Wordings
from bot.understanding.slots import crisis_facts
from bot.understanding.text.normalize import Normalizer

SHORTEST_PART = 3  # characters of a part of a message that is read by itself
MOST_PARTS = 5
NAMED = 0.95  # likeness to an answer that is asked for in words that leave no doubt
LIKE = 0.42  # likeness from which what is told beside that has an answer
MOST_OF_CALL = 12  # characters of a clause that tells of no more than the call
BRIEF = 4  # characters of a question that says nothing of what it is about
_ASKS = 0.15  # what speaks for the part of a message that asks
_BESIDE = 0.1  # what speaks against a part beside one that asks
_GENERAL_LESS = 0.1  # what speaks against an answer that holds for all dangers
_PARTS = re.compile(r"[\s，,。；;！!？?…]+")
_QUESTION = re.compile(r"[?？]|吗|么$|伐|哪|怎|咋|什么|啥|几|多少|可不可以|([^\W不勿]{1,2})[不勿]\1")
_WHAT_TO_DO = re.compile(
    r"^(?:那|我们?|你|现在|这|该|应该|要|先|到底|快|说|告诉|好|可以|能|还能|等的时候|车来?之前|车子?[^，,。\s]{0,4}之前){0,5}+"
    r"(?:怎么办|咋办|咋弄|咋整|怎么弄|怎么做|怎么搞|做什么|做啥|干什么|干啥|干嘛|怎样办|哪能办|咋个办|怎么救)[啊呀呢好哇]{0,3}+[?？]{0,3}+$"
)
_ON_THE_WAY = re.compile(
    r"(?:他们|车子?|人|说|讲|已经|都|正|就){0,4}+(?:在|往)?(?:路上|半路上?|来的路上|赶来|来了?|过来|开过来|马上来|马上到|快到)[了啦呢的]?"
)


@dataclass(frozen=True, slots=True)
class FoundAnswer:
    """card, number: where the answer stands; likeness: of the message to its wordings, 0 to about 1.

    part: of the message, that is the likest.
    """

    card: str
    number: int
    likeness: float
    part: str = ""


class DangerAnswerFinder:
    """The wordings of all cards, each card's made ready when it is first needed; built anew with the content."""

    def __init__(
        self, written: Mapping[str, DangerAnswers], normalize: Normalizer, semantics: Semantics | None
    ) -> None:
        self._written = written
        self._normalize = normalize
        self._semantics = semantics
        self._vectors = semantics.answers if semantics else None
        self._cards: dict[str, Wordings] = {}

    @classmethod
    def of(cls, content: Content, normalize: Normalizer, semantics: Semantics | None) -> "DangerAnswerFinder":
        """Of this content; it finds nothing where the content has none."""
        return cls(content.parts.get(DANGER_ANSWERS, {}), normalize, semantics)

    def nearest(self, card: str, text: str) -> list[FoundAnswer]:
        """The answers of this card, and of all cards, that are most like the message or a part of it, the likest first.

        Before them stand those that the message names: of this card, and then of all.
        """
        named = [*self.named(card, text), *(self.named(GENERAL, text) if card != GENERAL else ())]
        known = {(found.card, found.number) for found in named}
        rest = self._likest(card, text)
        return [*named, *(found for found in rest if (found.card, found.number) not in known)]

    def named(self, card: str, text: str) -> list[FoundAnswer]:
        """The answers of this card that the message asks for in words that leave no doubt, as they stand in the file."""
        written = self._written.get(card)
        answers = written.answers if written is not None else ()
        return [
            FoundAnswer(card, number, NAMED, text)
            for number, answer in enumerate(answers)
            if answer.is_named(text)
        ]

    def _likest(self, card: str, text: str) -> list[FoundAnswer]:
        if len(self._normalize(text).bare) < SHORTEST_PART:
            return []
        found = self._nearest(card, _told_parts(text))
        return found if found and found[0].likeness >= LIKE else self._nearest(card, _parts(text))

    def _nearest(self, card: str, parts: Sequence[str]) -> list[FoundAnswer]:
        best: dict[tuple[str, int], FoundAnswer] = {}
        asking = {part for part in parts[1:] if _QUESTION.search(part)}
        for part in parts:
            bonus = _ASKS if part in asking else -_BESIDE if asking and part != parts[0] else 0.0
            normal = self._normalize(part)
            vector = self._meaning(normal.clean)
            for of_card in dict.fromkeys((card, GENERAL)):
                less = _GENERAL_LESS if of_card != card else 0.0
                likenesses = self._likeness(of_card, normal.bare, vector)
                for number, likeness in zip(self._worded(of_card), likenesses, strict=True):
                    found = FoundAnswer(of_card, number, likeness + bonus - less, part)
                    before = best.get((of_card, number))
                    if before is None or found.likeness > before.likeness:
                        best[of_card, number] = found
        return sorted(best.values(), key=lambda answer: -answer.likeness)

    def embed(self, text: str) -> None:
        """Have the meaning of a message and its parts at hand; 3 to 5 ms for each: too slow for an event loop."""
        if self._semantics is not None and self._vectors is not None:
            for part in dict.fromkeys((*_parts(text), *_told_parts(text))):
                self._semantics.vector(self._normalize(part).clean)

    def _meaning(self, clean: str) -> Floats | None:
        """The vector of a text's meaning as those of the wordings are, where it is at hand."""
        vector = self._semantics.cached_vector(clean) if self._semantics else None
        return None if vector is None or self._vectors is None else self._vectors.centred(vector)

    def _worded(self, card: str) -> Sequence[int]:
        """The numbers of the answers of this card that have wordings."""
        answers = self._written[card].answers if card in self._written else ()
        return [number for number, answer in enumerate(answers) if answer.says]

    def _likeness(self, card: str, bare: str, vector: Floats | None) -> list[float]:
        return self._wordings(card).likeness(bare, vector) if card in self._written else []

    def _wordings(self, card: str) -> Wordings:
        wordings = self._cards.get(card)
        if wordings is None:
            says = [self._written[card].answers[number].says for number in self._worded(card)]
            wordings = self._cards[card] = Wordings(says, self._normalize, self._vectors)
        return wordings


def what_is_told(text: str) -> str:
    """What is told beside having rung, that help is there, and asking what to do: 「打了打了 他没气了 怎么办」 → 他没气了.

    "" where the text says nothing of the kind, or nothing else.
    """
    clauses = crisis_facts.clauses(text)
    before = ["", *clauses[:-1]]
    rest = [
        clause
        for clause, last in zip(clauses, before, strict=True)
        if not (_only_of_call(clause) or _only_of_help(clause) or _goes_on_of_call(clause, last))
    ]
    rest = [clause for clause in rest if not _WHAT_TO_DO.search(clause)]
    return " ".join(rest) if len(rest) < len(clauses) else ""


def _told_parts(text: str) -> list[str]:
    """The parts of what is told beside that; who tells that help is there may speak of what they do, so the whole counts too."""
    rest = what_is_told(text)
    if not rest:
        return []
    of_help = any(map(_only_of_help, crisis_facts.clauses(text)))
    return [text, *_parts(rest)] if of_help else _parts(rest)


def _only_of_call(clause: str) -> bool:
    return len(clause) <= MOST_OF_CALL and crisis_facts.tells_of_call(clause)


def _goes_on_of_call(clause: str, last: str) -> bool:
    """Is it the help that was called who is on the way: 「120打了 在路上」?"""
    return _only_of_call(last) and _ON_THE_WAY.fullmatch(clause) is not None


def _only_of_help(clause: str) -> bool:
    return len(clause) <= MOST_OF_CALL and crisis_facts.tells_of_help(clause)


def _parts(text: str) -> list[str]:
    """The whole text and its last parts; a brief question with the part that it is about: 「他要吃降压药 给不给」."""
    pieces = [piece for piece in _PARTS.split(text) if piece]
    about = [
        before + question
        for before, question in pairwise(pieces)
        if len(question) <= BRIEF and _QUESTION.search(question)
    ]
    parts = [piece for piece in pieces if len(piece) >= SHORTEST_PART]
    return list(dict.fromkeys((text, *parts[-MOST_PARTS:], *about[-1:])))
