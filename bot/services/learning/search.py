"""Finds learning material by subject, kind and words (by the pairs of characters that they share). Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.services.learning.content import Material, Subject


@dataclass(frozen=True, slots=True)
class MaterialQuery:
    """What is looked for: a subject's id, a kind, words; "" for any."""

    subject: str = ""
    kind: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class FoundMaterial:
    """A material with its subject."""

    subject: Subject
    material: Material


def search(subjects: Iterable[Subject], query: MaterialQuery) -> list[FoundMaterial]:
    """What fits the query, best first; with words, only what shares at least half of their pairs of characters."""
    words = _pairs(query.words)
    scored = [
        (len(words & _about(entry)), number, entry)
        for number, entry in enumerate(_all(subjects))
        if query.subject in ("", entry.subject.id) and query.kind in ("", entry.material.kind)
    ]
    enough = _half(words)
    near = [scoring for scoring in scored if scoring[0] >= enough]
    return [entry for _, _, entry in sorted(near, key=lambda scoring: (-scoring[0], scoring[1]))]


def nearest(subjects: Sequence[Subject], words: str) -> list[Subject]:
    """The subjects with a material that shares more than a third of the words' pairs of characters, best first."""
    asked = _pairs(words)
    scored = [
        (
            max(
                (len(asked & _about(FoundMaterial(subject, material))) for material in subject.materials),
                default=0,
            ),
            subject,
        )
        for subject in subjects
    ]
    return [subject for score, subject in sorted(scored, key=lambda pair: -pair[0]) if score * 3 > len(asked)]


def _all(subjects: Iterable[Subject]) -> Iterator[FoundMaterial]:
    return (FoundMaterial(subject, material) for subject in subjects for material in subject.materials)


def _half(words: set[str]) -> int:
    """Half, rounded up: 「空调维修」 fits 「变频空调维修」, 「发动机维修」 does not."""
    return -(-len(words) // 2)


def _about(entry: FoundMaterial) -> set[str]:
    material = entry.material
    names = (material.name, material.about, *material.words)
    return set().union(*(_pairs(name) for name in names))


def _pairs(text: str) -> set[str]:
    plain = "".join(sign for sign in text.casefold() if sign.isalnum())
    return {plain[start : start + 2] for start in range(len(plain) - 1)} or ({plain} if plain else set())
