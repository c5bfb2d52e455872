"""Which act model serves: that of the content, from the cache or trained, or the former one until it is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from bot.content.snapshot import Content
from bot.understanding.acts import act_model as acts
from bot.understanding.acts import act_training
from bot.understanding.acts.act_model import ActModel
from bot.understanding.acts.labelled_turns import labelled_pieces, marked_messages
from bot.understanding.analysis import Analysis
from bot.understanding.models.intent_training import trained
from bot.understanding.models.model_in_force import ModelInForce, in_force
from bot.understanding.models.nearest_phrases import Phrase
from bot.understanding.text.segment import Segmenter


class TeachesActs(Protocol):
    """What training needs of an understanding."""

    segmenter: Segmenter

    def fingerprint(self) -> str: ...
    def analyse(self, text: str) -> Analysis: ...
    def phrases_without_turns(self, content: Content) -> Iterator[Phrase]: ...


def model_of(
    content: Content, understanding: TeachesActs, cache_dir: Path | None, former: ActModel | None
) -> ModelInForce[ActModel]:
    """The model of this content: from the cache, that of the former content, or trained."""
    name = f"acts-{acts.fingerprint(content.acts, understanding.fingerprint())}.npz"
    file = cache_dir / name if cache_dir else None
    return in_force(file, acts.load, former, lambda: _trained(content, understanding))


def _trained(content: Content, understanding: TeachesActs) -> ActModel:
    pieces, messages = list(labelled_pieces(content.acts)), marked_messages(content.acts)
    return act_training.train(
        pieces, messages, _unseen_evidence(content, understanding), understanding.segmenter
    )


def _unseen_evidence(content: Content, understanding: TeachesActs) -> acts.Evidence:
    """What understanding would find in a turn that it had not learned from: the act model must not trust it more.

    Its model learns from the phrases without the turns, and is dropped afterwards.
    """
    model = trained([*understanding.phrases_without_turns(content)], understanding.analyse)
    return lambda text: acts.evidence_of(model, understanding.analyse(text))
