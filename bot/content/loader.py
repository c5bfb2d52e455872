"""Reads `intents/` and `knowledge/` into a content snapshot; loading never raises."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from bot.content.act_files import ActFile
from bot.content.danger_files import DangerSentences
from bot.content.follow_up_files import FollowUpSentences
from bot.content.intents import FormWords, Intent, IntentFile
from bot.content.lexicon import Alarms, Lexicon
from bot.content.model import ContentModel
from bot.content.snapshot import Content, ContentPart, Files
from bot.content.source import Document, Problem, Where, read, validate

LEXICON, ALARMS = "intents/lexicon.yaml", "intents/emergency.yaml"
ACTS, DANGER = "intents/acts/", "intents/danger/"
AFTER_CARD = "intents/after_card.yaml"
LABELLED = (ACTS, DANGER, AFTER_CARD)
"""Folders and files of `intents/` with labelled sentences instead of phrases and replies."""

M = TypeVar("M", bound=ContentModel)
T = TypeVar("T")


@dataclass(slots=True)
class Loaded:
    """The result of loading.

    parts: what was to be read of the knowledge. content: None when any file has a problem. documents: the files as read.
    """

    parts: tuple[ContentPart[Any], ...]
    content: Content | None = None
    problems: list[Problem] = field(default_factory=list)
    documents: dict[str, Document] = field(default_factory=dict)

    def documents_of(self, part: ContentPart[Any]) -> list[Document]:
        """The files of this part, in the order of their names."""
        return [document for file, document in self.documents.items() if part.files.include(file)]


def load(
    folder: Path, parts: Iterable[ContentPart[Any]], slots_of_label: Mapping[str, tuple[str, ...]]
) -> Loaded:
    """Read `intents/` and the given parts of `knowledge/` under this folder."""
    reader = _ContentReader(folder, Loaded(tuple(parts)))
    values = {part: reader.value(part.files) for part in reader.loaded.parts}
    words = _words_of_residents_and_bot(reader)
    lexicon, alarms = reader.file(LEXICON, Lexicon), reader.file(ALARMS, Alarms)
    acts = tuple(block for _, file in reader.matching(f"{ACTS}*.yaml", ActFile) for block in file.turns)
    danger = tuple(file for _, file in reader.matching(f"{DANGER}*.yaml", DangerSentences))
    after_card = reader.file(AFTER_CARD, FollowUpSentences)
    if lexicon and alarms and after_card and not reader.loaded.problems:
        reader.loaded.content = Content(
            words.intents,
            words.replies,
            words.forms,
            words.menu,
            lexicon,
            alarms,
            values,
            slots_of_label,
            acts,
            danger,
            after_card.says,
        )
    reader.loaded.problems.sort(key=lambda problem: (problem.file, problem.line))
    return reader.loaded


@dataclass(slots=True)
class _ContentReader:
    folder: Path
    loaded: Loaded

    def file(self, file: str, model: type[M]) -> M | None:
        """The file as this model; None, with the problems added, when it cannot be read as one."""
        document, problems = read(self.folder / file, file)
        validated = None
        if document is not None:
            self.loaded.documents[file] = document
            validated, problems = validate(document, model)
        self.loaded.problems += problems
        return validated

    def matching(self, pattern: str, model: type[M]) -> Iterator[tuple[str, M]]:
        """The files that match and can be read as this model, in the order of their names."""
        for path in sorted(self.folder.glob(pattern)):
            file = path.relative_to(self.folder).as_posix()
            validated = self.file(file, model)
            if validated is not None:
                yield file, validated

    def value(self, files: Files[T]) -> T | None:
        """The value of a part with these files; None, with the problems added, when a file is wrong."""
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
        """Add `new` to `into`; a key that another file has already is a problem of this one."""
        for key, value in new.items():
            if key in into:
                text = f"「{key}」在别的文件里已经有了"
                self.loaded.problems.append(self.loaded.documents[file].problem((*where, key), text))
            into[key] = value


@dataclass(slots=True)
class _Words:
    intents: dict[str, Intent] = field(default_factory=dict)
    replies: dict[str, str] = field(default_factory=dict)
    forms: dict[str, FormWords] = field(default_factory=dict)
    menu: tuple[str, ...] = ()


def _words_of_residents_and_bot(reader: _ContentReader) -> _Words:
    """All files of `intents/` but the lexicon, the signs of danger and the labelled sentences, in one."""
    words = _Words()
    for path in sorted((reader.folder / "intents").rglob("*.yaml")):
        file = path.relative_to(reader.folder).as_posix()
        other = file in (LEXICON, ALARMS) or file.startswith(LABELLED)
        part = None if other else reader.file(file, IntentFile)
        if part is None:
            continue
        for number, intent in enumerate(part.intents):
            reader.merge(file, ("intents", number), words.intents, {intent.label: intent})
        reader.merge(file, ("replies",), words.replies, part.replies)
        reader.merge(file, ("forms",), words.forms, part.forms)
        words.menu += part.menu
    return words
