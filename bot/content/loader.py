"""Reads `intents/` and `knowledge/` into a content snapshot; loading never raises."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bot.content.lexicon import Alarms, Lexicon
from bot.content.models import ContentModel, FormWords, Intent, IntentFile
from bot.content.snapshot import Content, ContentPart, Files
from bot.content.source import Document, Problem, Where, read, typed

M = TypeVar("M", bound=ContentModel)
T = TypeVar("T")


@dataclass(slots=True)
class Loaded:
    """What came of loading: the content (None when it cannot be used), the problems, the files as read.

    parts: the parts that were to be read.
    """

    parts: tuple[ContentPart[Any], ...]
    content: Content | None = None
    problems: list[Problem] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)

    def documents_of(self, part: ContentPart[Any]) -> list[Document]:
        """The files of this part, in the order of their names."""
        return [document for file, document in self.documents.items() if part.files.include(file)]

    def part_of(self, file: str) -> ContentPart[Any] | None:
        """The part that this file belongs to."""
        return next((part for part in self.parts if part.files.include(file)), None)


def load(folder: Path, parts: Iterable[ContentPart[Any]]) -> Loaded:
    """Read both folders under `folder`: the intents, and of the knowledge the given parts."""
    reader = _Reader(folder, Loaded(tuple(parts)))
    values = {part: reader.value(part.files) for part in reader.loaded.parts}
    words = _intents(reader)
    if not reader.loaded.problems:
        reader.loaded.content = Content(**words, parts=values)
    reader.loaded.problems.sort(key=lambda problem: (problem.file, problem.line))
    return reader.loaded


@dataclass(slots=True)
class _Reader:
    folder: Path
    loaded: Loaded

    def file(self, file: str, model: type[M]) -> M | None:
        """The file as this model; None, with its problems noted, when it is not one."""
        document, problems = read(self.folder / file, file)
        content = None
        if document is not None:
            self.loaded.documents[file] = document
            content, problems = typed(document, model)
        self.loaded.problems += problems
        return content

    def matching(self, pattern: str, model: type[M]) -> Iterator[tuple[str, M]]:
        """The files that match, as this model, in the order of their names."""
        for path in sorted(self.folder.glob(pattern)):
            file = path.relative_to(self.folder).as_posix()
            content = self.file(file, model)
            if content is not None:
                yield file, content

    def value(self, files: Files[T]) -> T | None:
        """What the code gets of these files; None, with the problems noted, when one of them is wrong."""
        before = len(self.loaded.problems)
        if files.single:
            model = self.file(files.pattern, files.model)
            return None if model is None else files.value([model])
        models = dict(self.matching(files.pattern, files.model))
        if files.unique:
            seen: dict[Any, Any] = {}
            for file, model in models.items():
                self.merge(file, (files.unique,), seen, {getattr(model, files.unique): file})
        return files.value(list(models.values())) if len(self.loaded.problems) == before else None

    def merge(self, file: str, where: Where, into: dict[Any, Any], new: Mapping[Any, Any]) -> None:
        """Add `new` to `into`; a name that is there already is a problem of this file."""
        for key, value in new.items():
            if key in into:
                text = f"「{key}」在别的文件里已经有了"
                self.loaded.problems.append(self.loaded.documents[file].problem((*where, key), text))
            into[key] = value


LEXICON, ALARMS = "intents/lexicon.yaml", "intents/emergency.yaml"


def _intents(reader: _Reader) -> dict[str, Any]:
    intents: dict[str, Intent] = {}
    replies: dict[str, str] = {}
    forms: dict[str, FormWords] = {}
    menu: tuple[str, ...] = ()
    for path in sorted((reader.folder / "intents").rglob("*.yaml")):
        file = path.relative_to(reader.folder).as_posix()
        words = None if file in (LEXICON, ALARMS) else reader.file(file, IntentFile)
        if words is None:
            continue
        for number, intent in enumerate(words.intents):
            reader.merge(file, ("intents", number), intents, {intent.label: intent})
        menu += words.menu
        reader.merge(file, ("replies",), replies, words.replies)
        reader.merge(file, ("forms",), forms, words.forms)
    lexicon, alarms = reader.file(LEXICON, Lexicon), reader.file(ALARMS, Alarms)
    return {
        "intents": intents, "replies": replies, "forms": forms, "menu": menu, "lexicon": lexicon, "alarms": alarms,
    }  # fmt: skip
