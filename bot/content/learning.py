"""`learning/<subject>.yaml`: online learning material (网络学习资源), and how it is found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.content.governed import Dated, Governed
from bot.content.models import Line


class MaterialKind(StrEnum):
    """The kinds of the report, and the books that the school and the community wrote together."""

    PLAN = "教案"
    SLIDES = "课件"
    VIDEO = "视频"
    PAPER = "论文"
    COURSE = "网络课程"
    BOOK = "教材"


class Material(Dated):
    """One thing to learn from; words: what else it is about, beside what its name says."""

    name: Line
    kind: MaterialKind
    about: Line
    words: tuple[Line, ...] = ()
    where: str = ""


class Subject(Governed):
    """learning/<subject>.yaml: a subject, its other names, where its material can be seen; `order` in lists."""

    id: Line
    order: int = 100
    name: Line
    aliases: tuple[Line, ...] = ()
    where: Line
    materials: tuple[Material, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: a subject's id, a kind, words; "" and empty for no matter which."""

    subject: str = ""
    kind: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A thing with its subject."""

    subject: Subject
    material: Material


def search(subjects: Iterable[Subject], query: Query) -> list[Found]:
    """What fits the query, the nearest first; with words, only what they speak of."""
    words = _pairs(query.words)
    scored = [
        (len(words & _about(one)), number, one)
        for number, one in enumerate(_all(subjects))
        if query.subject in ("", one.subject.id) and query.kind in ("", one.material.kind)
    ]
    enough = _enough(words)
    kept = [entry for entry in scored if entry[0] >= enough]
    return [one for _, _, one in sorted(kept, key=lambda entry: (-entry[0], entry[1]))]


def nearest(subjects: Sequence[Subject], words: str) -> list[Subject]:
    """The subjects that have most to do with the words, best first; those with less than a third in common do not count."""
    said = _pairs(words)
    scored = [
        (max((len(said & _about(Found(subject, one))) for one in subject.materials), default=0), subject)
        for subject in subjects
    ]
    return [subject for score, subject in sorted(scored, key=lambda pair: -pair[0]) if score * 3 > len(said)]


def _all(subjects: Iterable[Subject]) -> Iterable[Found]:
    return (Found(subject, one) for subject in subjects for one in subject.materials)


def _enough(words: set[str]) -> int:
    """Half of what was said has to be met: 「变频空调维修」 is served by 「空调维修」, not by 「发动机维修」."""
    return -(-len(words) // 2)


def _about(one: Found) -> set[str]:
    material = one.material
    names = (material.name, material.about, *material.words)
    return set().union(*(_pairs(name) for name in names))


def _pairs(text: str) -> set[str]:
    plain = "".join(sign for sign in text.casefold() if sign.isalnum())
    return {plain[start : start + 2] for start in range(len(plain) - 1)} or ({plain} if plain else set())
