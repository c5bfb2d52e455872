"""The content snapshot: the typed content of `intents/` and of the parts of `knowledge/`; and how a part is declared.

A part is declared by the code that uses it: in a service's `content.py`, or in `bot/content/shared` when several services
or rooms use it. The loader, the checks and the vocabulary go through the list of parts and know none of them by name.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any, Generic, TypeVar

from bot.common.postback import Wish
from bot.content.act_files import TurnBlock
from bot.content.danger_files import DangerSentences
from bot.content.intents import FormWords, Intent
from bot.content.lexicon import Alarms, Lexicon, SlotName
from bot.content.model import ContentModel
from bot.content.passages import Passage
from bot.content.source import Document, Problem, Where

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
M = TypeVar("M", bound=ContentModel)


@dataclass(frozen=True, slots=True)
class Files(Generic[T_co]):
    """The files that a part is read from, and how they become the part's value.

    pattern: the path below the content's folder; with a `*`, any number of files. model: validates each file.
    value: the validated files, in the order of their names → the value that the code uses.
    unique: a field that has another value in each file.
    """

    pattern: str
    model: type[ContentModel]
    value: Callable[[Sequence[Any]], T_co]
    unique: str = ""

    @property
    def single(self) -> bool:
        """Is it a single file, which has to exist?"""
        return "*" not in self.pattern

    def include(self, file: str) -> bool:
        """Does this file belong to them?"""
        return fnmatchcase(file, self.pattern)


def single_file(name: str, model: type[M], value: Callable[[M], T]) -> Files[T]:
    """The file `knowledge/<name>`, which has to exist."""
    return Files(f"knowledge/{name}", model, lambda models: value(models[0]))


def whole_file(name: str, model: type[M]) -> Files[M]:
    """The file `knowledge/<name>`, which has to exist; its model is the value."""
    return single_file(name, model, lambda file: file)


def every_file(
    pattern: str, model: type[M], value: Callable[[Sequence[M]], T], *, unique: str = ""
) -> Files[T]:
    """The files `knowledge/<pattern>`, any number of them."""
    return Files(f"knowledge/{pattern}", model, value, unique)


@dataclass(frozen=True, slots=True)
class DatedField:
    """A field with a date that passes, for `python -m bot check --stale`.

    path: its place in the file, `*` for any key or index. text: the line for the staff, with `{day}`.
    series: only the last entry of its list counts, and is reported 30 days ahead, so that the list is continued in time.
    """

    path: Where
    text: str
    series: bool = False

    def includes(self, where: Where) -> bool:
        """Does the path cover this place in a file?"""
        return len(where) == len(self.path) and all(
            step in ("*", key) for step, key in zip(self.path, where, strict=True)
        )


Check = Callable[["Content", Sequence[Document]], Iterable[Problem]]
"""Finds faults in a part's files (the documents) that no single field shows: references, duplicates, gaps."""


def _no_names(value: Any) -> Iterable[SlotName]:
    return ()


def _no_passages(value: Any) -> Iterable[Passage]:
    return ()


def _no_check(content: "Content", documents: Sequence[Document]) -> Iterable[Problem]:
    return ()


@dataclass(frozen=True, slots=True, eq=False)
class ContentPart(Generic[T_co]):
    """A part of the knowledge; `content.part(PART)` gives its value.

    names: the names by which residents fill slots. check: faults that `python -m bot check` reports beside the model's.
    passages: what of it answers a question by itself. lists: key of a list in which no id and no name occurs twice → the
    staff's noun for an entry. dates: fields with dates that pass.
    """

    files: Files[T_co]
    names: Callable[[T_co], Iterable[SlotName]] = _no_names
    check: Check = _no_check
    passages: Callable[[T_co], Iterable[Passage]] = _no_passages
    lists: Mapping[str, str] = field(default_factory=dict)
    dates: tuple[DatedField, ...] = ()


@dataclass(frozen=True)
class Content:
    """Everything that the staff own, typed; replaced as a whole when files change.

    parts: the value of each part of the knowledge, in the order in which the parts were declared.
    slots_of_label: the slots that understanding reads from a message of a label, as the services declare them.
    acts: what residents say in the middle of a conversation, by the state in which they say it.
    danger: what residents say in each danger, and what only sounds like it. after_card: what they say once the card was
    shown, by kind.
    """

    intents: Mapping[str, Intent]
    replies: Mapping[str, str]
    forms: Mapping[str, FormWords]
    menu: tuple[str, ...]
    lexicon: Lexicon
    alarms: Alarms
    parts: Mapping[ContentPart[Any], Any]
    slots_of_label: Mapping[str, tuple[str, ...]]
    acts: tuple[TurnBlock, ...] = ()
    danger: tuple[DangerSentences, ...] = ()
    after_card: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def part(self, part: ContentPart[T]) -> T:
        """The value of this part. KeyError: it is not among the parts that were loaded."""
        value: T = self.parts[part]
        return value

    def sentences_of(self, danger: str) -> DangerSentences | None:
        """What residents say in this danger; None where no file tells it."""
        return next((file for file in self.danger if file.danger == danger), None)

    def made(self, make: Callable[["Content"], T]) -> T:
        """What this function makes of the content; it is made once, for content does not change."""
        if make not in self._made:
            self._made[make] = make(self)
        made: T = self._made[make]
        return made

    @cached_property
    def _made(self) -> dict[Callable[["Content"], Any], Any]:
        return {}

    def with_part(self, part: ContentPart[T], value: T) -> "Content":
        """The same content with another value for this part."""
        return replace(self, parts={**self.parts, part: value})

    @cached_property
    def names(self) -> tuple[SlotName, ...]:
        """All names by which residents fill slots: of the parts, in their order, then of the lexicon."""
        of_parts = (name for part, value in self.parts.items() for name in part.names(value))
        return (*of_parts, *self.lexicon.names())

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All that answers a question by itself."""
        return tuple(passage for part, value in self.parts.items() for passage in part.passages(value))

    @cached_property
    def passage_wishes(self) -> frozenset[Wish]:
        """The wishes for all that answers a question by itself."""
        return frozenset(passage.wish for passage in self.passages)
