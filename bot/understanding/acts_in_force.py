"""Which act model serves: that of the content, from the cache or trained, or the former one until it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.content.snapshot import Content
from bot.understanding.acts import act_model as acts
from bot.understanding.acts import act_training
from bot.understanding.acts.act_model import ActModel
from bot.understanding.acts.labelled_turns import labelled_pieces, marked_messages
from bot.understanding.analysis import Analysis
from bot.understanding.models.intent_training import trained
from bot.understanding.models.nearest_phrases import Phrase
from bot.understanding.text.segment import Segmenter


class TeachesActs(Protocol):
    """What training needs of an understanding."""

    segmenter: Segmenter

    def fingerprint(self) -> str: ...
    def analyse(self, text: str) -> Analysis: ...
    def phrases_without_turns(self, content: Content) -> Iterator[Phrase]: ...


@dataclass(frozen=True, slots=True)
class ActModelInForce:
    """of_former_content: it was learned from other content, and serves until one is trained."""

    model: ActModel
    of_former_content: bool = False


def model_of(
    content: Content, understanding: TeachesActs, cache_dir: Path | None, former: ActModel | None
) -> ActModelInForce:
    """The model of this content: from the cache, that of the former content, or trained."""
    file = (
        cache_dir / f"acts-{acts.fingerprint(content.acts, understanding.fingerprint())}.npz"
        if cache_dir
        else None
    )
    model = acts.load(file) if file else None
    if model is not None:
        return ActModelInForce(model)
    if former is not None:
        return ActModelInForce(former, of_former_content=True)
    model = _trained(content, understanding)
    if file:
        model.save(file)
    return ActModelInForce(model)


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
