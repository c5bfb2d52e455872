"""The character pairs that residents say with many a subject: 明天, 没人, 手续. They prove none. Pure."""

from collections import Counter

from bot.common.text import letter_pairs
from bot.content.snapshot import Content
from bot.understanding.parse import OUT_OF_SCOPE

MANY = 5  # labels


def common_pairs(content: Content) -> frozenset[str]:
    """The pairs that stand in phrases of many labels; what is none of ours tells nothing, since it is of any subject."""
    labels = Counter[str]()
    for label, intent in content.intents.items():
        if label != OUT_OF_SCOPE:
            labels.update(set[str]().union(*map(letter_pairs, intent.phrases)))
    return frozenset(pair for pair, of in labels.items() if of >= MANY)
