"""Trains the act model on labelled turns, in seconds."""

from collections.abc import Callable, Iterable, Sequence

from bot.understanding.acts import boundaries, spans
from bot.understanding.acts.act_features import act_features, readable_words
from bot.understanding.acts.act_model import ActModel, Evidence, LabelledPiece
from bot.understanding.acts.boundaries import MarkedMessage
from bot.understanding.acts.spans import Example
from bot.understanding.models import lexical
from bot.understanding.models.lexical import Model

REGULARIZATION = 2.0  # the best of 0.5, 1 and 2 on turns of other writers
BALANCE = 0.5  # some acts are ten times as frequent as others, and stay likelier: +1.3 points on turns of other writers
_NOT = "not:"  # before a slot: the value is what is excluded


def train(
    pieces: Sequence[LabelledPiece],
    messages: Iterable[MarkedMessage],
    evidence: Evidence,
    words: Callable[[str], tuple[str, ...]],
) -> ActModel:
    """Learn from labelled pieces, and from the messages that they are parts of.

    evidence: as it will be when messages are read; words: the segmenter.
    """
    told = [act_features(piece.text, piece.state, evidence(piece.text)) for piece in pieces]
    return ActModel(
        _fitted(told, [piece.act for piece in pieces]),
        _fitted(told, [_slot_to_learn(piece) for piece in pieces]),
        _fitted(told, [piece.kind if piece.act != "ask" else "" for piece in pieces]),
        _fitted(told, [piece.kind if piece.act == "ask" else "" for piece in pieces]),
        spans.train(_examples(pieces, words)),
        boundaries.train(messages, words),
    )


def span_slot(slot: str, *, excluded: bool = False) -> str:
    """The name under which the spans of a slot are learned."""
    return _NOT + slot if excluded else slot


def _slot_to_learn(piece: LabelledPiece) -> str:
    """The slot as a label of the slot model; "" where a wish names its values, for there the slots are many."""
    return piece.slot if piece.act or piece.state.asked != "start" else ""


def _fitted(told: Sequence[Sequence[str]], labels: Sequence[str]) -> Model:
    """A model of the rows that have a label."""
    rows = [row for row, label in enumerate(labels) if label]
    return lexical.train(
        [told[row] for row in rows],
        [labels[row] for row in rows],
        regularization=REGULARIZATION,
        balance=BALANCE,
    )


def _examples(pieces: Iterable[LabelledPiece], words: Callable[[str], tuple[str, ...]]) -> Iterable[Example]:
    for piece in pieces:
        if not piece.value:
            continue
        text = readable_words(piece.text)[: spans.LONGEST]
        value = next((spoken for spoken in _as_spoken(readable_words(piece.value)) if spoken in text), "")
        if not value:
            continue
        start = text.rfind(value)
        slot = span_slot(piece.slot, excluded=piece.act == "exclude")
        yield Example(text, slot, words(text), start, start + len(value))


_SPOKEN = (
    ("周日", "礼拜天"), ("周日", "星期天"), ("周", "礼拜"), ("周", "星期"), ("上午", "上半日"),
    ("下午", "下半日"), ("明天", "明朝"), ("今天", "今朝"), ("晚上", "夜里"),
    ("妈妈", "妈"), ("爸爸", "爸"),
)  # fmt: skip


def _as_spoken(value: str) -> list[str]:
    """The value, and how else it may have been said, the longest first."""
    ways = {value, value.removesuffix("班")} - {""}
    for _ in range(2):
        ways |= {
            way.replace(standard, spoken) for way in ways for standard, spoken in _SPOKEN if standard in way
        }
    return sorted(ways, key=lambda way: (-len(way), way))
