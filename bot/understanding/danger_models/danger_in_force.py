"""Which danger model serves: that of the content, from the cache or trained, or the former one until it is."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from bot.content.shared.danger_answers import DANGER_ANSWERS
from bot.content.snapshot import Content
from bot.understanding.analysis import Analysis
from bot.understanding.danger_models import danger_model, danger_training, follow_ups, relief_model
from bot.understanding.danger_models.danger_aids import DangerAids
from bot.understanding.danger_models.danger_model import DangerModel
from bot.understanding.danger_models.danger_reader import DangerReader
from bot.understanding.danger_models.emergency_parse import EMERGENCY
from bot.understanding.danger_signs.danger import DangerDetector
from bot.understanding.models.model_in_force import ModelInForce, in_force
from bot.understanding.models.nearest_phrases import Phrase


class Phrased(Protocol):
    """What training needs of an understanding."""

    phrases: tuple[Phrase, ...]

    def fingerprint(self) -> str: ...
    def analyse(self, text: str) -> Analysis: ...


def model_of(
    content: Content, understanding: Phrased, cache_dir: Path | None, former: DangerModel | None
) -> ModelInForce[DangerModel]:
    """The model of this content: from the cache, that of the former content, or trained."""
    file = _file(cache_dir, understanding.fingerprint(), content)
    return in_force(file, danger_model.load, former, lambda: trained(content, understanding))


def reader(
    content: Content, model: DangerModel, detector: DangerDetector, analyse: Callable[[str], Analysis]
) -> DangerReader:
    """Reads by this model and by the words of this content."""
    return DangerReader(model, detector, DangerAids.of(content), analyse)


def trained(content: Content, understanding: Phrased) -> DangerModel:
    """The model that this content teaches."""
    examples = (
        *danger_training.of_files(content.danger),
        *danger_training.of_phrases(
            understanding.phrases,
            EMERGENCY,
            lambda text: understanding.analyse(text).signs.first,
            {file.danger for file in content.danger},
        ),
        *danger_training.of_turns(content.acts),
    )

    def features(text: str) -> tuple[str, ...]:
        return understanding.analyse(text).features

    model = danger_training.train(examples, features)
    return replace(
        model,
        follow_ups=follow_ups.train(content.after_card, content.acts, features),
        relief=relief_model.train(content.parts.get(DANGER_ANSWERS, {}), content.after_card, features),
    )


def _file(cache_dir: Path | None, fingerprint: str, content: Content) -> Path | None:
    if cache_dir is None:
        return None
    digest = hashlib.sha256(fingerprint.encode())
    for block in content.acts:
        digest.update(block.model_dump_json().encode())
    for file in content.danger:
        digest.update(file.model_dump_json(include={"danger", "now", "possible", "never"}).encode())
    taught = relief_model.taught(content.parts.get(DANGER_ANSWERS, {}), content.after_card)
    digest.update(repr(taught).encode())
    digest.update(repr(sorted(content.after_card.items())).encode())
    return cache_dir / f"danger-{digest.hexdigest()[:16]}.npz"
