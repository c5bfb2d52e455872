"""wordings/*.yaml: further ways in which residents ask for what is written, by the id of the question or the signpost.

They are learned from (`python -m bot learn`), and not looked up: a wording that must be known at once stands with its entry.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import BeforeValidator

from bot.content.governed import Governed
from bot.content.model import NonEmptyStr
from bot.content.snapshot import Content, ContentPart, every_file
from bot.content.source import Document, Problem


def _lines(text: object) -> object:
    return tuple(filter(None, map(str.strip, text.splitlines()))) if isinstance(text, str) else text


class FurtherWordings(Governed):
    """says: the wordings, one a line, by the id of what answers them."""

    says: Mapping[str, Annotated[tuple[NonEmptyStr, ...], BeforeValidator(_lines)]]


def _joined(files: Sequence[FurtherWordings]) -> Mapping[str, tuple[str, ...]]:
    return {key: says for file in files for key, says in file.says.items()}


def _check(content: Content, documents: Sequence[Document]) -> Iterator[Problem]:
    """Each id is one of something written, and stands once; nothing is said twice."""
    known = {passage.key for passage in content.passages}
    said: dict[str, str] = {}
    seen: set[str] = set()
    for document in documents:
        for key, lines in document.data["says"].items():
            if key not in known:
                yield document.problem(("says", key), f"没有「{key}」这一条")
            if key in seen:
                yield document.problem(("says", key), f"「{key}」写了两次")
            seen.add(key)
            for text in filter(None, map(str.strip, lines.splitlines())):
                if said.setdefault(text, key) != key:
                    yield document.problem(("says", key), f"「{text}」在「{said[text]}」里也有")


WORDINGS = ContentPart(every_file("wordings/*.yaml", FurtherWordings, _joined), check=_check)
