"""What labelled sentences would change: a second model is trained on them, and both are asked, before they are written."""

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bot.common.errors import ContentError
from bot.content.edit import add_phrase
from bot.content.snapshot import Content
from bot.content.source import FOLDERS
from bot.services import load_content
from bot.storage.reviews import Review
from bot.understanding.pipeline import Understanding
from bot.understanding.ranking import is_confident
from bot.understanding.text.homophones import with_homophone_error

KNOWN_PHRASES = 1000  # phrases of the content that are asked again, each with a homophone error
SHOWN_REGRESSIONS = 8


@dataclass(frozen=True, slots=True)
class Score:
    """How many of `total` sentences a model gets right: the one in force, and the one that has learnt the labels."""

    before: int
    after: int
    total: int


@dataclass(frozen=True, slots=True)
class Regression:
    """A known phrase that the new model takes for something else."""

    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LabelPreview:
    """labelled: the sentences that have a label; unlabelled: those that are answered without asking back; known: phrases."""

    labelled: Score
    unlabelled: Score
    known: Score
    regressions: tuple[Regression, ...] = ()


class LabelPreviewJob:
    """Computes the preview in the background, once for the same labels."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._labels: tuple[tuple[int, str], ...] = ()
        self._task: asyncio.Task[LabelPreview] | None = None

    def start(self, current: Understanding, labelled: Sequence[Review], unlabelled: Sequence[Review]) -> None:
        """Start, unless it is being computed."""
        if self.is_running():
            return
        self._labels = _labels(labelled)
        self._task = asyncio.create_task(
            asyncio.to_thread(preview_labels, self._folder, current, labelled, unlabelled)
        )

    def is_running(self) -> bool:
        """Whether it is being computed."""
        return self._task is not None and not self._task.done()

    def result_for(self, labelled: Sequence[Review]) -> LabelPreview | None:
        """The preview, if it has been computed for these labels."""
        if self._task is None or not self._task.done() or self._task.exception() is not None:
            return None
        return self._task.result() if self._labels == _labels(labelled) else None


def preview_labels(
    folder: Path, current: Understanding, labelled: Sequence[Review], unlabelled: Sequence[Review]
) -> LabelPreview:
    """Ask the model in force and one that has learnt the labelled sentences; takes ten seconds of a core."""
    content = _content_with(folder, labelled)
    trained = Understanding(content, segmenter=current.segmenter, semantics=current.semantics)
    seeded = Random(1)  # noqa: S311 - other errors than those that were learnt from, the same each time
    step = max(1, len(current.phrases) // KNOWN_PHRASES)
    phrases = [
        (with_homophone_error(phrase.text, seeded), phrase.label) for phrase in current.phrases[::step]
    ]
    before = [current.parse(text).intent for text, _ in phrases]
    after = [trained.parse(text).intent for text, _ in phrases]
    regressions = [
        Regression(text, label, new)
        for (text, label), old, new in zip(phrases, before, after, strict=True)
        if old == label != new
    ]
    labels = [label for _, label in phrases]
    return LabelPreview(
        Score(_right(current, labelled), _right(trained, labelled), len(labelled)),
        Score(_answered(current, unlabelled), _answered(trained, unlabelled), len(unlabelled)),
        Score(_equal(before, labels), _equal(after, labels), len(phrases)),
        tuple(regressions[:SHOWN_REGRESSIONS]),
    )


def _content_with(folder: Path, labelled: Sequence[Review]) -> Content:
    """The content as it would be with the labelled sentences as phrases. ContentError: it has errors."""
    with tempfile.TemporaryDirectory(prefix="label-preview-") as temporary:
        copy = Path(temporary)
        for folder_name in FOLDERS:
            shutil.copytree(folder / folder_name, copy / folder_name)
        for sentence in labelled:
            with suppress(ContentError):
                add_phrase(copy, sentence.label, sentence.text)
        content = load_content(copy).content
    if content is None:
        raise ContentError("内容里有错，先改好再看效果")
    return content


def _right(model: Understanding, sentences: Sequence[Review]) -> int:
    return sum(model.parse(sentence.text).intent == sentence.label for sentence in sentences)


def _answered(model: Understanding, sentences: Sequence[Review]) -> int:
    return sum(is_confident(model.parse(sentence.text)) for sentence in sentences)


def _equal(intents: Sequence[str], labels: Sequence[str]) -> int:
    return sum(intent == label for intent, label in zip(intents, labels, strict=True))


def _labels(labelled: Sequence[Review]) -> tuple[tuple[int, str], ...]:
    return tuple(sorted((sentence.id, sentence.label) for sentence in labelled))
