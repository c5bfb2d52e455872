"""The act model: what a piece of a message does, for which slot, about which kind of thing, and which words are the value.

Learned from labelled turns (`intents/acts/`), in seconds.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from bot.common.files import replacing
from bot.content.act_files import TurnBlock
from bot.understanding.acts.act_features import act_features
from bot.understanding.acts.boundaries import Boundary, BoundaryModel
from bot.understanding.acts.spans import SpanModel, SpanReader
from bot.understanding.analysis import Analysis
from bot.understanding.danger_signs.danger import danger_and_hazard
from bot.understanding.dialog_state import DialogState
from bot.understanding.models import act_head
from bot.understanding.models.lexical import Model
from bot.understanding.models.semantic import Semantics
from bot.understanding.parse import Parse
from bot.understanding.text.bounded_cache import keep
from bot.understanding.text.segment import Segmenter
from bot.understanding.text.vocabulary import Vocabulary

_LINEAR = ("acts", "slots", "kinds", "questions", "boundaries")


@dataclass(frozen=True, slots=True)
class LabelledPiece:
    """A piece of a message with what it does.

    act: "" where only slot and value are to be learned. kind: the form or kind of record, of a question the intent that is
    asked about. The others: "" for none.
    """

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
    semantics: Semantics | None

    def analyse(self, text: str) -> Analysis: ...
    def parse(self, text: str) -> Parse: ...
    def wants_semantics(self, parse: Parse) -> bool: ...


Evidence = Callable[[str], Sequence[str]]
"""What understanding finds in a piece: labels, things named, signs of danger."""


@dataclass(frozen=True, slots=True)
class ActModel:
    """acts: what is done; slots: for which slot; kinds: which form or kind of record; spans: the words of a value.

    questions: which intent is asked about. boundaries: where a message falls into pieces.
    """

    acts: Model
    slots: Model
    kinds: Model
    questions: Model
    spans: SpanModel
    boundaries: BoundaryModel

    def save(self, path: Path) -> None:
        """Write the model to a file, atomically."""
        arrays: dict[str, NDArray[Any]] = {}
        linear = (self.acts, self.slots, self.kinds, self.questions, self.boundaries.model)
        for name, model in zip(_LINEAR, linear, strict=True):
            arrays[f"{name}_names"] = _packed([model.labels, list(model.rows)])
            arrays |= {f"{name}_idf": model.idf, f"{name}_weights": model.weights, f"{name}_bias": model.bias}
        arrays["spans_names"] = _packed(list(self.spans.rows))
        arrays["spans_weights"] = self.spans.weights
        with replacing(path) as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]


def fingerprint(turns: Sequence[TurnBlock], understanding: str) -> str:
    """A digest of what the act model depends on: its turns, and the model whose labels are evidence (its digest)."""
    digest = hashlib.sha256(understanding.encode())
    for block in turns:
        digest.update(block.model_dump_json().encode())
    return digest.hexdigest()[:16]


def load(path: Path) -> ActModel | None:
    """The model in a file; None when the file is missing or unreadable."""
    try:
        with np.load(path) as data:
            acts, slots, kinds, questions, parted = (_read(data, name) for name in _LINEAR)
            features = json.loads(data["spans_names"].tobytes())
            rows = {feature: row for row, feature in enumerate(features)}
            return ActModel(
                acts, slots, kinds, questions, SpanModel(rows, data["spans_weights"]), BoundaryModel(parted)
            )
    except (OSError, ValueError, KeyError):
        return None


def _read(data: Mapping[str, Any], name: str) -> Model:
    labels, features = json.loads(data[f"{name}_names"].tobytes())
    rows = {feature: row for row, feature in enumerate(features)}
    idf, weights, bias = (data[f"{name}_{part}"] for part in ("idf", "weights", "bias"))
    return Model(tuple(labels), rows, idf, weights, bias)


def _packed(value: object) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value, ensure_ascii=False).encode(), dtype=np.uint8)


MAX_CACHED = 64  # texts: the pieces of a message are looked at several times
SHARPNESS = 4.0  # factor before the softmax over acts


class ActReader:
    """Reads pieces with an act model, and with what understanding knows of the community."""

    def __init__(self, model: ActModel, understanding: Hearing) -> None:
        self.model = model
        self._understanding = understanding
        self.spans = SpanReader(model.spans, understanding.segmenter)
        self.vocabulary = understanding.vocabulary
        self._told: dict[tuple[object, ...], list[str]] = {}
        self._head = understanding.semantics.acts if understanding.semantics else None
        columns = {label: column for column, label in enumerate(self._head.labels if self._head else ())}
        self._columns = [columns.get(label, 0) for label in model.acts.labels]

    def wants_vector(self, text: str) -> bool:
        """Could the text's vector make its act likelier, and is not there yet?"""
        semantics = self._understanding.semantics
        return (
            self._head is not None
            and semantics is not None
            and semantics.cached_vector(self._clean(text)) is None
        )

    def awaits_vector(self, text: str) -> bool:
        """Is the text one whose vector is still asked for, because understanding is unsure of it?"""
        return self.wants_vector(text) and self._understanding.wants_semantics(self.parse(text))

    def embed(self, text: str) -> None:
        """Have the text's vector for the readings that follow; 3 to 5 ms, too slow for an event loop."""
        semantics = self._understanding.semantics
        if semantics is not None:
            semantics.vector(self._clean(text))

    def _clean(self, text: str) -> str:
        return self._understanding.analyse(text).normal.clean

    def likelihoods(self, text: str, state: DialogState) -> Mapping[str, float]:
        """How likely each act is, by the linear model and by the text's vector where that is there."""
        margins = self.model.acts.margins(self._features(text, state))
        semantics = self._understanding.semantics
        vector = semantics.cached_vector(self._clean(text)) if self._head and semantics else None
        if vector is not None and self._head is not None:
            meaning = self._head.margins(vector, state)[self._columns]
            margins = margins * (1 - act_head.SHARE) + meaning * act_head.SHARE
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

    def question(self, text: str, state: DialogState) -> tuple[str, Mapping[str, str]]:
        """The intent that is asked about, and the things that are named."""
        parse = self._understanding.parse(text)
        intent = _best(self.model.questions, self._features(text, state), self.model.questions.labels)
        return intent, {**parse.named, **{name: str(value) for name, value in parse.slots.items()}}

    def danger(self, text: str) -> str:
        """The danger that the piece shows signs of; "" for none."""
        danger, hazard = danger_and_hazard(self._understanding.analyse(text).signs.first)
        return hazard or danger

    def _features(self, text: str, state: DialogState) -> list[str]:
        key = (text, state.key)
        features = self._told.get(key)
        if features is None:
            found = evidence_of(self._understanding.model, self._understanding.analyse(text))
            features = keep(self._told, key, act_features(text, state, found), MAX_CACHED)
        return features


NO_SLOT = "none"


def evidence(understanding: Hearing, text: str) -> list[str]:
    """What understanding finds in a piece: its likeliest labels, the kinds of things named, signs of danger."""
    return evidence_of(understanding.model, understanding.analyse(text))


def evidence_of(model: Model, analysis: Analysis) -> list[str]:
    """What is found in an analysed piece, with this model's labels."""
    margins = model.margins(analysis.features)
    best, second = np.argsort(-margins)[:2]
    labels = model.labels
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
