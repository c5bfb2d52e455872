"""What labelled sentences would change before they are written: a model is trained on them aside, and both are asked."""

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
from bot.content.source import FOLDERS
from bot.services import load_content
from bot.storage.reviews import Review
from bot.understanding.homophones import with_homophone_error
from bot.understanding.pipeline import Understanding
from bot.understanding.ranking import is_confident

KNOWN = 1000  # phrases of the content that are asked again, each with a same-sound error
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Effect:
    """Before and after, as (right or answered, of how many); turned: known phrases that would be taken for another."""

    labelled: tuple[int, int, int]
    waiting: tuple[int, int, int]
    known: tuple[int, int, int]
    turned: tuple[tuple[str, str, str], ...] = ()


class Effects:
    """The effect of what is labelled now; computed once for the same sentences, aside from the pages."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._for: tuple[tuple[int, str], ...] = ()
        self._task: asyncio.Task[Effect] | None = None

    def begin(self, current: Understanding, labelled: Sequence[Review], waiting: Sequence[Review]) -> None:
        """Start, unless it is being computed."""
        if self._task is not None and not self._task.done():
            return
        self._for = _key(labelled)
        work = asyncio.to_thread(effect, self._folder, current, labelled, waiting)
        self._task = asyncio.create_task(work)

    def running(self) -> bool:
        """Is it being computed?"""
        return self._task is not None and not self._task.done()

    def known(self, labelled: Sequence[Review]) -> Effect | None:
        """The effect, if it is that of these."""
        done = self._task is not None and self._task.done() and self._task.exception() is None
        return self._task.result() if self._task and done and self._for == _key(labelled) else None


def effect(
    folder: Path, current: Understanding, labelled: Sequence[Review], waiting: Sequence[Review]
) -> Effect:
    """Ask the model in force and one that has learnt these sentences; takes ten seconds of a core."""
    with tempfile.TemporaryDirectory(prefix="effect-") as made:
        for room in FOLDERS:
            shutil.copytree(folder / room, Path(made) / room)
        for one in labelled:
            with suppress(ContentError):
                add_phrase(Path(made), one.label, one.text)
        content = load_content(Path(made)).content
    if content is None:
        raise ContentError("内容里有错，先改好再看效果")
    fresh = Understanding(content, segmenter=current.segmenter, semantics=current.semantics)
    dice = Random(1)  # noqa: S311 - other errors than those that were learnt from, the same each time
    step = max(1, len(current.phrases) // KNOWN)
    known = [(with_homophone_error(phrase.text, dice), phrase.label) for phrase in current.phrases[::step]]
    before, after = (
        [model.parse(text).intent == label for text, label in known] for model in (current, fresh)
    )
    turned = [
        (text, label, fresh.parse(text).intent)
        for (text, label), was, now in zip(known, before, after, strict=True)
        if was and not now
    ]
    return Effect(
        (_right(current, labelled), _right(fresh, labelled), len(labelled)),
        (_answered(current, waiting), _answered(fresh, waiting), len(waiting)),
        (sum(before), sum(after), len(known)),
        tuple(turned[:SHOWN]),
    )


def _right(model: Understanding, rows: Sequence[Review]) -> int:
    return sum(model.parse(one.text).intent == one.label for one in rows)


def _answered(model: Understanding, rows: Sequence[Review]) -> int:
    return sum(is_confident(model.parse(one.text)) for one in rows)


def _key(labelled: Sequence[Review]) -> tuple[tuple[int, str], ...]:
    return tuple(sorted((one.id, one.label) for one in labelled))
