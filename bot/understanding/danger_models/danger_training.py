"""Trains the danger model on the sentences of each danger, and on everything else that people say."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from bot.content.act_files import TurnBlock
from bot.content.danger_files import DangerSentences
from bot.understanding.acts.labelled_turns import labelled_pieces
from bot.understanding.danger_models.danger_model import NEVER, NOW, POSSIBLE, DangerModel, danger_features
from bot.understanding.models import lexical
from bot.understanding.models.nearest_phrases import Phrase

REGULARIZATION = 1.0
BALANCE = 0.5  # dangers are rare among what people say; weighed alike, they were heard everywhere
ENOUGH_CARDS = 2

Features = Callable[[str], tuple[str, ...]]
"""The features of a text."""


@dataclass(frozen=True, slots=True)
class DangerExample:
    """A sentence with its answer. card: the danger that it is about, "" where that is not known."""

    text: str
    answer: str
    card: str = ""


def train(examples: Iterable[DangerExample], features: Features) -> DangerModel:
    """Fit both models; without sentences for two dangers there is none that tells which it is."""
    known = [(example, danger_features(features(example.text))) for example in examples]
    answers = lexical.train(
        [told for _, told in known],
        [example.answer for example, _ in known],
        regularization=REGULARIZATION,
        balance=BALANCE,
    )
    named = [(example.card, told) for example, told in known if example.card and example.answer != NEVER]
    if len({card for card, _ in named}) < ENOUGH_CARDS:
        return DangerModel(answers)
    cards = lexical.train([told for _, told in named], [card for card, _ in named], balance=BALANCE)
    return DangerModel(answers, cards)


def of_files(files: Iterable[DangerSentences]) -> Iterator[DangerExample]:
    """The sentences of `intents/danger/`."""
    for file in files:
        for answer, sentences in ((NOW, file.now), (POSSIBLE, file.possible), (NEVER, file.never)):
            yield from (DangerExample(sentence, answer, file.danger) for sentence in sentences)


def of_phrases(
    phrases: Iterable[Phrase], emergency: str, card: Callable[[str], str], cards: Collection[str]
) -> Iterator[DangerExample]:
    """The phrases of every intent: those of an emergency are dangers, all others are none.

    card: the card that the signs in a text name; it is learned where it is one of `cards`, which have sentences of their own.
    """
    for phrase in phrases:
        if phrase.label != emergency:
            yield DangerExample(phrase.text, NEVER)
        else:
            named = card(phrase.text)
            yield DangerExample(phrase.text, NOW, named if named in cards else "")


def of_turns(blocks: Iterable[TurnBlock]) -> Iterator[DangerExample]:
    """What is said in the middle of conversations; after a card it is news of a danger that is known, and is left out."""
    answers: dict[str, str] = {}
    for piece in labelled_pieces(blocks):
        if piece.state.asked == "card" or "danger" in piece.state.topic or not piece.act:
            continue
        if piece.act == "danger" or piece.text not in answers:
            answers[piece.text] = NOW if piece.act == "danger" else NEVER
    yield from (DangerExample(text, answer) for text, answer in answers.items())
