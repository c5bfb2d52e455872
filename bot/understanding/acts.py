"""The act model: what a piece of a message does, for which slot, about which kind of thing, and which words are the value.

Learned from labelled turns (`intents/acts/`), in seconds.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.common.files import replacing
from bot.understanding import boundaries, lexical, spans
from bot.understanding.act_features import act_features, readable_words
from bot.understanding.analysis import Analysis
from bot.understanding.boundaries import Boundary, BoundaryModel, MarkedMessage
from bot.understanding.dialog_state import DialogState
from bot.understanding.lexical import Model
from bot.understanding.parse import Parse
from bot.understanding.segment import Segmenter
from bot.understanding.spans import Example, SpanModel, SpanReader
from bot.understanding.vocabulary import Vocabulary

FORMAT = (
    b"2"  # of the features and the weights: raise it when either changes, so that cached models are retrained
)
REGULARIZATION = 1.0  # the best of 0.1, 0.5 and 1 on turns of other writers
_LINEAR = ("acts", "slots", "kinds", "boundaries")
_NOT = "not:"  # before a slot: the value is what is excluded


@dataclass(frozen=True, slots=True)
class LabelledPiece:
    """A piece of a message with what it does. act: "" where only slot and value are to be learned; others: "" for none."""

    text: str
    state: DialogState
    act: str
    slot: str = ""
    value: str = ""
    kind: str = ""


class Hearing(Protocol):
    """What is understood of a piece by itself, which is evidence of its act."""

    model: Model
    segmenter: Segmenter
    vocabulary: Vocabulary

    def analyse(self, text: str) -> Analysis: ...
    def parse(self, text: str) -> Parse: ...


Evidence = Callable[[str], Sequence[str]]
"""What understanding finds in a piece: labels, things named, signs of danger."""


@dataclass(frozen=True, slots=True)
class ActModel:
    """acts: what is done; slots: for which slot; kinds: which form or kind of record; spans: the words of a value.

    boundaries: where a message falls into pieces.
    """

    acts: Model
    slots: Model
    kinds: Model
    spans: SpanModel
    boundaries: BoundaryModel

    def save(self, path: Path) -> None:
        """Write the model to a file, atomically."""
        arrays: dict[str, NDArray[Any]] = {}
        linear = (self.acts, self.slots, self.kinds, self.boundaries.model)
        for name, model in zip(_LINEAR, linear, strict=True):
            arrays[f"{name}_names"] = _packed([model.labels, list(model.rows)])
            arrays |= {f"{name}_idf": model.idf, f"{name}_weights": model.weights, f"{name}_bias": model.bias}
        arrays["spans_names"] = _packed(list(self.spans.rows))
        arrays["spans_weights"] = self.spans.weights
        with replacing(path) as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]


def load(path: Path) -> ActModel | None:
    """The model in a file; None when the file is missing or unreadable."""
    try:
        with np.load(path) as data:
            acts, slots, kinds, parted = (_read(data, name) for name in _LINEAR)
            features = json.loads(data["spans_names"].tobytes())
            rows = {feature: row for row, feature in enumerate(features)}
            return ActModel(acts, slots, kinds, SpanModel(rows, data["spans_weights"]), BoundaryModel(parted))
    except (OSError, ValueError, KeyError):
        return None


def _read(data: Mapping[str, Any], name: str) -> Model:
    labels, features = json.loads(data[f"{name}_names"].tobytes())
    rows = {feature: row for row, feature in enumerate(features)}
    idf, weights, bias = (data[f"{name}_{part}"] for part in ("idf", "weights", "bias"))
    return Model(tuple(labels), rows, idf, weights, bias)


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
        _fitted(told, [piece.kind for piece in pieces]),
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
        [told[row] for row in rows], [labels[row] for row in rows], regularization=REGULARIZATION
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


def _packed(value: object) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode(), dtype=np.uint8)


SHARPNESS = 4.0  # factor before the softmax over acts


class ActReader:
    """Reads pieces with an act model, and with what understanding knows of the community."""

    def __init__(self, model: ActModel, understanding: Hearing) -> None:
        self.model = model
        self._understanding = understanding
        self.spans = SpanReader(model.spans, understanding.segmenter)
        self.vocabulary = understanding.vocabulary

    def likelihoods(self, text: str, state: DialogState) -> Mapping[str, float]:
        """How likely each act is."""
        margins = self.model.acts.margins(self._features(text, state))
        shares = np.exp((margins - margins.max()) * SHARPNESS)
        shares /= shares.sum()
        return dict(zip(self.model.acts.labels, shares.tolist(), strict=True))

    def boundaries(self, text: str, state: DialogState) -> list[tuple[Boundary, float]]:
        """The places where the message may be parted, each with how much speaks for it."""
        segment = self._understanding.segmenter
        return self.model.boundaries.margins(text, state.asked, form=bool(state.flow), segment=segment)

    def slot(self, text: str, state: DialogState, slots: Sequence[str]) -> str:
        """The likeliest of these slots."""
        return _best(self.model.slots, self._features(text, state), slots)

    def disputed_slot(self, text: str, state: DialogState, slots: Sequence[str]) -> str:
        """The slot that is disputed; "" where none is named."""
        return _best(self.model.slots, self._features(text, state), (*slots, NO_SLOT)).removeprefix(NO_SLOT)

    def kind(self, text: str, state: DialogState) -> str:
        """The likeliest form or kind of record."""
        return _best(self.model.kinds, self._features(text, state), self.model.kinds.labels)

    def parse(self, text: str) -> Parse:
        """What the piece means by itself."""
        return self._understanding.parse(text)

    def question(self, text: str) -> tuple[str, Mapping[str, str]]:
        """The intent that is asked about, and the things that are named."""
        parse = self._understanding.parse(text)
        ranked = [
            (parse.intent, parse.confidence),
            *((other.intent, other.confidence) for other in parse.alternatives),
        ]
        intent = next(
            (label for label, _ in ranked if label in ASKED or label.endswith((".info", ".browse", ".mine"))),
            parse.intent,
        )
        slots = {**parse.named, **{name: str(value) for name, value in parse.slots.items()}}
        return intent, slots

    def danger(self, text: str) -> str:
        """The danger that the piece shows signs of; "" for none."""
        analysis = self._understanding.analyse(text)
        danger, hazard = analysis.signs.danger_and_hazard("")
        return hazard or danger

    def _features(self, text: str, state: DialogState) -> list[str]:
        return act_features(text, state, evidence(self._understanding, text))


NO_SLOT = "none"
ASKED = frozenset({
    "training.browse", "training.info", "training.mine", "training.jobs", "training.recommend",
    "activity.browse", "club.info", "venue.info", "learning.resources",
    "disaster.tips", "disaster.shelter", "disaster.drill", "health.pest", "exchange.info", "exchange.rates",
    "exchange.find", "exchange.mine", "recycling.sort",
    "volunteer.activities", "feedback.status", "community.info", "privacy.manage", "dialog.help",
    "talent.request", "out_of_scope",
})  # fmt: skip


def evidence(understanding: Hearing, text: str) -> list[str]:
    """What understanding finds in a piece: its likeliest labels, the kinds of things named, signs of danger."""
    analysis = understanding.analyse(text)
    margins = understanding.model.margins(analysis.features)
    best, second = np.argsort(-margins)[:2]
    labels = understanding.model.labels
    found = [f"top:{labels[best]}", f"second:{labels[second]}"]
    found += [f"sure:{labels[best]}"] if margins[best] > 0 else []
    found += dict.fromkeys(f"named:{mention.slot}" for mention in analysis.mentions)
    found += [f"sign:{danger}" for danger in analysis.signs.dangers[:2]]
    marks = (
        ("now", analysis.signs.now),
        ("not_now", analysis.signs.not_now),
        ("figurative", analysis.signs.figurative),
    )
    return [*found, *(f"sign:{name}" for name, stands in marks if stands)]


def _best(model: Model, features: Sequence[str], among: Sequence[str]) -> str:
    margins = model.margins(features)
    known = [(float(margins[index]), label) for index, label in enumerate(model.labels) if label in among]
    return max(known)[1] if known else (among[0] if among else "")
