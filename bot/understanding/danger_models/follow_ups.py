"""What a message is once a danger is on: help has come, nobody answers, it grows, it is over … Learned from sentences."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bot.content.act_files import TurnBlock
from bot.understanding.acts.labelled_turns import labelled_pieces
from bot.understanding.danger_models.danger_model import danger_features
from bot.understanding.danger_models.danger_training import Features
from bot.understanding.models import lexical
from bot.understanding.models.lexical import Model

NEWS, WISH = "news", "wish"
"""Beside the kinds of `intents/after_card.yaml`: more about the danger; something that has nothing to do with it."""
_CLEAR = -0.3  # a piece of news that is likelier than this one of the kinds is not learned as mere news
_OF_ACTS: Mapping[str, str] = {
    "complain": "mistaken", "social.afraid": "fear", "social.thanks": "thanks", "repeat.again": "repeat",
    "repeat.slower": "repeat", "repeat.bigger": "repeat", "start": WISH, "danger": NEWS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FollowUp:
    """kind: the likeliest; margin: how much speaks for it, above 0 it is likely. margins: of every kind.

    other: the card of a danger that the message tells of beyond doubt, "" for none. denies: it says that there is none.
    despair: of all dangers it sounds most like despair, which counts after words that may have been of it.
    relief: how much speaks for its telling that the worst is over, above 0 it is likely.
    """

    kind: str = NEWS
    margin: float = -1.0
    margins: Mapping[str, float] | None = None
    other: str = ""
    denies: bool = False
    despair: bool = False
    relief: float = -2.0

    def likelihood(self, kind: str) -> float:
        """The margin of this kind; far below 0 where nothing was learned."""
        return (self.margins or {}).get(kind, -2.0)

    def likelier(self, kinds: Sequence[str]) -> str:
        """The likeliest of these kinds."""
        return max(kinds, key=self.likelihood)


def train(
    sentences: Mapping[str, Sequence[str]], blocks: Iterable[TurnBlock], features: Features
) -> Model | None:
    """The model of these sentences, and of the turns after a card; None without sentences."""
    if not sentences:
        return None
    said = [(danger_features(features(text)), kind) for kind, texts in sentences.items() for text in texts]
    first = _fitted(said)
    for text, kind in _after_card(blocks):
        told = danger_features(features(text))
        if kind != NEWS or float(first.margins(told).max()) < _CLEAR:
            said.append((told, kind))
    return _fitted(said)


def read(model: Model | None, features: Sequence[str]) -> FollowUp:
    """What the text with these features is."""
    if model is None:
        return FollowUp()
    margins = model.margins(danger_features(features))
    best = int(np.argmax(margins))
    by_kind = dict(zip(model.labels, margins.tolist(), strict=True))
    return FollowUp(model.labels[best], float(margins[best]), by_kind)


def _fitted(said: Sequence[tuple[list[str], str]]) -> Model:
    return lexical.train(
        [told for told, _ in said], [kind for _, kind in said], regularization=1.0, balance=0.5
    )


def _after_card(blocks: Iterable[TurnBlock]) -> Iterator[tuple[str, str]]:
    for piece in labelled_pieces(blocks):
        if piece.state.asked == "card" and piece.act in _OF_ACTS:
            yield piece.text, _OF_ACTS[piece.act]
