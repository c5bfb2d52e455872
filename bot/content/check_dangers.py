"""Checks of `intents/danger/`: a sentence that is a danger in one place and none in another."""

from collections.abc import Iterator

from bot.content.loader import DANGERS, Loaded
from bot.content.source import Document, Problem

_ANSWERS = ("now", "possible", "never")


def check_dangers(loaded: Loaded) -> Iterator[Problem]:
    """Two files for one danger, and sentences that stand under two answers or twice."""
    owners: dict[str, str] = {}
    seen: dict[str, str] = {}
    for document in _danger_files(loaded):
        danger = document.data["danger"]
        if owners.setdefault(danger, document.file) != document.file:
            yield document.problem(("danger",), f"「{danger}」在 {owners[danger]} 里已经有了")
        for answer in _ANSWERS:
            for number, sentence in enumerate(document.data.get(answer) or ()):
                other = seen.setdefault(sentence.strip(), answer)
                if other != answer:
                    text = f"「{sentence}」在「{other}」里也有，一句话只能有一种意思"
                    yield document.problem((answer, number), text)


def _danger_files(loaded: Loaded) -> Iterator[Document]:
    broken = {problem.file for problem in loaded.problems}
    for file, document in loaded.documents.items():
        if file.startswith(DANGERS) and file not in broken:
            yield document
