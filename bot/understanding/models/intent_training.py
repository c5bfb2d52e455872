"""Trains the intent model on phrases, with copies that are misheard."""

from collections.abc import Callable, Sequence
from random import Random

from bot.understanding.analysis import Analysis
from bot.understanding.models import lexical
from bot.understanding.models.lexical import Model
from bot.understanding.models.nearest_phrases import Phrase
from bot.understanding.text.homophones import with_homophone_error

HOMOPHONE_COPIES = (
    2  # training copies of every phrase, each with a homophone error: they teach which sounds matter
)


def trained(phrases: Sequence[Phrase], analyse: Callable[[str], Analysis]) -> Model:
    """The model that these phrases teach; the same each time."""
    labels = [phrase.label for phrase in phrases]
    texts = [analyse(phrase.text).features for phrase in phrases]
    random = Random(len(texts))  # noqa: S311 - training data, the same each time
    misheard = [
        analyse(with_homophone_error(phrase.text, random)).features
        for phrase in (*phrases,) * HOMOPHONE_COPIES
    ]
    return lexical.train(texts, labels, misheard, labels * HOMOPHONE_COPIES)
