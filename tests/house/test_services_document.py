"""`docs/services.md` says of every service what its declaration says."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from bot.conversation.service import Service
from bot.services import SERVICES
from bot.storage.record_type import RecordType, StaffList, Without

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "services.md"
HEADER = """\
# Services

What each service answers, keeps and reads, as it declares it in `bot/services/<name>/service.py`. The table is written by
`.venv/bin/python -m tests.house.test_services_document`; as a test it fails, and prints the text that belongs here, when a
declaration has changed. How to add a service: [adding-a-service.md](adding-a-service.md).

*Answers*: the labels of what residents say, then what exact words mean; what only a choice can mean is not listed. *Keeps*:
the tables.
*Staff list*, *export*: their titles in the console and their names for `bot export`. *Deleted*: by age, or not before the
resident is erased. *Reads*: files of `knowledge/`.

| Service | Answers | Keeps | Staff list | Export | Deleted | Reads |
|---|---|---|---|---|---|---|
"""


def services_document() -> str:
    """The whole document."""
    return HEADER + "".join(f"{_row(service)}\n" for service in SERVICES)


def _row(service: Service) -> str:
    about = (import_module(f"bot.services.{service.name}").__doc__ or "").strip().splitlines()[0]
    kinds = service.records
    cells = (
        f"**{service.name}**: {about}",
        _lines((*(f"`{label}`" for label in service.labels), *_exact_words(service))),
        _lines(f"`{kind.table.__tablename__}`" for kind in kinds),
        _lines(kind.staff.title for kind in kinds if isinstance(kind.staff, StaffList)),
        _lines(f"`{kind.key}`" for kind in kinds if not isinstance(kind.export, Without)),
        _lines(_retention(kind, several=len(kinds) > 1) for kind in kinds),
        _lines(sorted(f"`{part.files.pattern.removeprefix('knowledge/')}`" for part in service.reads)),
    )
    return f"| {' | '.join(cells)} |"


def _exact_words(service: Service) -> list[str]:
    intents = dict.fromkeys(str(words.meaning) for words in service.words)
    return [f"exact words: {', '.join(f'`{intent}`' for intent in intents)}"] if intents else []


def _retention(kind: RecordType, *, several: bool) -> str:
    return f"`{kind.table.__tablename__}` {kind.retention.period}" if several else kind.retention.period


def _lines(parts: Iterable[str]) -> str:
    return "<br>".join(parts)


def test_the_document_says_what_the_services_declare() -> None:
    expected = services_document()
    if DOCUMENT.read_text(encoding="utf-8") != expected:
        raise AssertionError(f"docs/services.md should be:\n\n{expected}")


if __name__ == "__main__":
    DOCUMENT.write_text(services_document(), encoding="utf-8")
