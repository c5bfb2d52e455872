"""Finds the phrases nearest to a text: an inverted index proposes candidates, rapidfuzz scores them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

CANDIDATES = 40
COMMON = 400  # a bigram in more phrases than this proposes no candidates
VOTERS = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """One sentence of a label, normalised."""

    text: str
    label: str


class PhraseIndex:
    """An inverted index from character pairs to phrases."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._phrases = list(dict.fromkeys(phrases))
        self._index: dict[str, list[int]] = defaultdict(list)
        self._exact: dict[str, str] = {}
        for number, phrase in enumerate(self._phrases):
            self._exact.setdefault(phrase.text, phrase.label)
            for pair in _pairs(phrase.text):
                self._index[pair].append(number)

    def exact(self, bare: str) -> str | None:
        """The label of the phrase with exactly this text; None if there is none."""
        return self._exact.get(bare)

    def nearest(self, bare: str) -> list[tuple[float, Phrase]]:
        """(score 0 to 100, phrase) of the candidates, best first."""
        scored = [(fuzz.ratio(bare, phrase.text), phrase) for phrase in self._candidates(bare)]
        return sorted(scored, key=lambda pair: -pair[0])

    def votes(self, bare: str) -> dict[str, float]:
        """The labels of the nearest phrases, weighted by score; the weights sum to 1, or there are none."""
        weights: dict[str, float] = defaultdict(float)
        for score, phrase in self.nearest(bare)[:VOTERS]:
            weights[phrase.label] += (score / 100) ** 4
        total = sum(weights.values())
        return {label: weight / total for label, weight in weights.items()} if total else {}

    def _candidates(self, bare: str) -> list[Phrase]:
        hits: Counter[int] = Counter()
        for pair in _pairs(bare):
            holders = self._index.get(pair, ())
            if len(holders) <= COMMON:
                hits.update(holders)
        return [self._phrases[number] for number, _ in hits.most_common(CANDIDATES)]


def _pairs(text: str) -> tuple[str, ...]:
    """The text's character pairs in their order: a set's order differs from process to process, and with it how ties fall."""
    edged = f"^{text}$"
    return tuple(dict.fromkeys(edged[start : start + 2] for start in range(len(edged) - 1)))
