"""Adds a phrase to a file of `intents/` by inserting one line, so that comments and layout stay."""

from pathlib import Path

import yaml

from bot.common.errors import ContentError
from bot.common.files import write_whole
from bot.content.source import Document, read


def add_phrase(folder: Path, label: str, phrase: str) -> tuple[str, int]:
    """Write the phrase below the last one of its label; gives the file and the line where it stands now.

    ContentError when no file holds the label, or one holds the phrase already.
    """
    for path in sorted((folder / "intents").glob("*.yaml")):
        file = path.relative_to(folder).as_posix()
        document, problems = read(path, file)
        if document is None:
            raise ContentError(str(problems[0]))
        place = _last_phrase(document, label, phrase)
        if place:
            lines = path.read_text(encoding="utf-8").split("\n")
            indent = lines[place - 1][: len(lines[place - 1]) - len(lines[place - 1].lstrip())]
            quoted = yaml.safe_dump(phrase, allow_unicode=True, width=10_000).split("\n")[0]
            lines.insert(place, f"{indent}- {quoted}")
            write_whole(path, "\n".join(lines))
            return file, place + 1
    raise ContentError(f"intents/ 里没有「{label}」")


def _last_phrase(document: Document, label: str, phrase: str) -> int:
    """The line of the label's last phrase; 0 when the file does not hold the label."""
    intents = document.data.get("intents", ()) if isinstance(document.data, dict) else ()
    for number, intent in enumerate(intents):
        if intent["label"] == label:
            if phrase in intent["phrases"]:
                raise ContentError(f"「{phrase}」在「{label}」里已经有了")
            return document.line(("intents", number, "phrases", len(intent["phrases"]) - 1))
    return 0
