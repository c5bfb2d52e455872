"""learning/<subject>.yaml: online learning material (网络学习资源)."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from bot.content.governed import Dated, Governed, within_file_dates
from bot.content.model import NonEmptyStr
from bot.content.snapshot import Content, ContentPart, every_file
from bot.content.source import Document, Problem


class MaterialKind(StrEnum):
    """The kinds of the community's report, and the books that the school and the community wrote together."""

    PLAN = "教案"
    SLIDES = "课件"
    VIDEO = "视频"
    PAPER = "论文"
    COURSE = "网络课程"
    BOOK = "教材"


class Material(Dated):
    """One thing to learn from; words: what else it is about, beside what its name says."""

    name: NonEmptyStr
    kind: MaterialKind
    about: NonEmptyStr
    words: tuple[NonEmptyStr, ...] = ()
    where: str = ""


class Subject(Governed):
    """One file: a subject, its other names, where its material can be seen, and its place (`order`) in lists."""

    id: NonEmptyStr
    order: int = 100
    name: NonEmptyStr
    aliases: tuple[NonEmptyStr, ...] = ()
    where: NonEmptyStr
    materials: tuple[Material, ...]


def _in_order(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    bounded = (
        subject.model_copy(update={"materials": within_file_dates(subject, subject.materials)})
        for subject in subjects
    )
    return tuple(sorted(bounded, key=lambda subject: subject.order))


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    """No two files name the same material."""
    seen: dict[str, str] = {}
    for document in documents:
        for number, material in enumerate(document.data["materials"]):
            name = material["name"]
            if name in seen:
                yield document.problem(("materials", number, "name"), f"「{name}」在 {seen[name]} 里也有")
            seen[name] = document.file


SUBJECTS = ContentPart(every_file("learning/*.yaml", Subject, _in_order), check=_check)
